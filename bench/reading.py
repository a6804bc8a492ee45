"""How long reading the real list takes, after imports. Run: python -m bench.reading"""

from statistics import median
from time import perf_counter

from issues.registers import DATA, read_list

SOURCE = DATA / "CAT_C_KAZ_Q_4" / "list.txt"


def main(runs: int = 15) -> None:
    seconds = []
    for _ in range(runs):
        start = perf_counter()
        read_list(SOURCE)
        seconds.append(perf_counter() - start)
    print(f"reading CAT/C/KAZ/Q/4: first {seconds[0]:.3f} s, median {median(seconds):.3f} s of {runs} runs")


if __name__ == "__main__":
    main()
