"""Derives the root hash (RFC 6962) from the entries of an export and compares it with the checkpoint.

Standard library only; shares no code with the hub. Usage: python3 recompute_root.py FOLDER
"""

import base64
import hashlib
import os
import sys


def number(n):
    path = "%03d" % (n % 1000)
    while n >= 1000:
        n //= 1000
        path = "x%03d/%s" % (n % 1000, path)
    return path


def entries(folder, size):
    for tile in range((size + 255) // 256):
        width = min(256, size - tile * 256)
        name = os.path.join(folder, "tile/entries", number(tile))
        if width < 256:
            name += ".p/%d" % width
        with open(name, "rb") as file:
            data = file.read()
        at = 0
        while at < len(data):
            length = int.from_bytes(data[at : at + 2], "big")
            yield data[at + 2 : at + 2 + length]
            at += 2 + length


def root(leaves):
    stack = []  # (number of leaves, hash), largest first
    for leaf in leaves:
        count, node = 1, hashlib.sha256(b"\x00" + leaf).digest()
        while stack and stack[-1][0] == count:
            count, node = 2 * count, hashlib.sha256(b"\x01" + stack.pop()[1] + node).digest()
        stack.append((count, node))
    if not stack:
        return hashlib.sha256(b"").digest()
    node = stack.pop()[1]
    while stack:
        node = hashlib.sha256(b"\x01" + stack.pop()[1] + node).digest()
    return node


def main(folder):
    with open(os.path.join(folder, "checkpoint"), encoding="utf-8") as file:
        origin, size, claimed = file.read().split("\n")[:3]
    found = base64.b64encode(root(entries(folder, int(size)))).decode()
    if found != claimed:
        sys.exit("DIFFERENT: %s of %s entries has root %s, the entries give %s" % (origin, size, claimed, found))
    print("EQUAL: %s, %s entries, root %s" % (origin, size, claimed))


main(sys.argv[1] if len(sys.argv) > 1 else ".")
