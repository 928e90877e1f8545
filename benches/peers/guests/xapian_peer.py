"""Xapian by its Python module, as a guest of the bench.

Reads a request a line, of fields parted by tabs, and answers with a line; see guest.rs.
"""

import os
import re
import shutil
import sys
import time

import xapian

MARKS = re.compile(r"[\W_]+")
DAY = 4
LEAST = 0.02


def build(rows, folder):
    """Builds from nothing: no stems, no stop words; the text kept, facets and day as values."""
    shutil.rmtree(folder, ignore_errors=True)
    # It commits by itself each 10,000 items otherwise; more is quicker.
    os.environ["XAPIAN_FLUSH_THRESHOLD"] = "50000"
    began, start = time.monotonic(), time.process_time()
    database = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OVERWRITE | xapian.DB_NO_SYNC)
    generator = xapian.TermGenerator()
    with open(rows, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            *values, text = line.rstrip("\n").split("\t")
            values[DAY] = values[DAY].replace("-", "")
            document = xapian.Document()
            document.set_data(text)
            for slot, value in enumerate(values):
                document.add_value(slot, value)
            generator.set_document(document)
            # Its own words hold marks too: it is given only runs of letters and digits.
            generator.index_text(MARKS.sub(" ", text))
            database.add_document(document)
    database.commit()
    database.close()
    size = sum(entry.stat().st_size for entry in os.scandir(folder))
    return f"{time.process_time() - start}\t{time.monotonic() - began}\t{size}"


def query(shape, words):
    """The query of a shape, or None where there is none such."""
    if shape == "word":
        return xapian.Query(words[0])
    if shape == "both":
        return xapian.Query(xapian.Query.OP_AND, words)
    if shape == "either":
        return xapian.Query(xapian.Query.OP_OR, words)
    if shape == "phrase":
        return xapian.Query(xapian.Query.OP_PHRASE, words, len(words))
    if shape == "near":
        # Its window counts both ends.
        return xapian.Query(xapian.Query.OP_NEAR, words[:2], int(words[2]) + 1)
    if shape == "dated":
        days = xapian.Query(xapian.Query.OP_VALUE_RANGE, DAY, words[1], words[2])
        return xapian.Query(xapian.Query.OP_FILTER, xapian.Query(words[0]), days)
    if shape == "prefix":
        # With fewer arguments the module takes the word for a list of letters.
        error = xapian.Query.WILDCARD_LIMIT_ERROR
        return xapian.Query(xapian.Query.OP_WILDCARD, words[0], 0, error)
    return None


def ask(database, wanted, asked):
    """Asks once, and gives what is told."""
    enquire = xapian.Enquire(database)
    enquire.set_query(asked)
    everything = database.get_doccount()
    if wanted == "count":
        enquire.set_weighting_scheme(xapian.BoolWeight())
        return enquire.get_mset(0, 0, everything).get_matches_estimated()
    if wanted == "4 facets":
        enquire.set_weighting_scheme(xapian.BoolWeight())
        spies = [xapian.ValueCountMatchSpy(slot) for slot in range(DAY)]
        for spy in spies:
            enquire.add_matchspy(spy)
        enquire.get_mset(0, 0, everything)
        values = [[(it.term, it.termfreq) for it in spy.values()] for spy in spies]
        return sum(max((count for value, count in one if value), default=0) for one in values)
    if wanted == "newest 10":
        enquire.set_weighting_scheme(xapian.BoolWeight())
        enquire.set_sort_by_value(DAY, True)
    best = [(match.document.get_data(), match.document) for match in enquire.get_mset(0, 10)]
    if wanted == "newest 10" and len(best) == 10:
        return int(best[9][1].get_value(DAY) or 0)
    return None


def seconds(one, times):
    start = time.process_time()
    for _ in range(times):
        one()
    return time.process_time() - start


def main():
    database = None
    for line in sys.stdin:
        what, *fields = line.rstrip("\n").split("\t")
        if what == "build":
            print(build(*fields), flush=True)
            database = xapian.Database(fields[1])
            continue
        runs, shape, *words = fields
        asked = query(shape, words)
        if asked is None:
            print("-", flush=True)
            continue
        told, times = ask(database, what, asked), 1
        while seconds(lambda: ask(database, what, asked), times) < LEAST:
            times *= 2
        taken = sorted(seconds(lambda: ask(database, what, asked), times) for _ in range(int(runs)))
        print(f"{taken[len(taken) // 2] / times}\t{'-' if told is None else told}", flush=True)


main()
