#!/usr/bin/env python3
"""Checks an exported message log without any program of the hub.

    python3 check_log.py FOLDER [--vkey FILE] [--ca FILE] [--older FILE]...

FOLDER is an export (C2SP tlog-tiles). The root is derived anew from the entries (RFC 6962), every
tile is compared, disclosed values are held against the entries; with --vkey the note's Ed25519
signature, with --ca the CMS signature beside it are verified by openssl; with --older the log must
extend a checkpoint that you kept. Key and authority are yours, never those of the export.

Needs Python 3 and openssl, nothing else. Status: 0 all right, 1 a fault, 2 right so far, but not
everything was checked.
"""

import argparse
import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile

ED25519_SPKI = bytes.fromhex("302a300506032b6570032100")  # RFC 8410, before the 32 bytes of the key
faults, unchecked = [], []


def sha256(data):
    return hashlib.sha256(data).digest()


def node(left, right):
    return sha256(b"\x01" + left + right)


def number(n):
    path = "%03d" % (n % 1000)
    while n >= 1000:
        n //= 1000
        path = "x%03d/%s" % (n % 1000, path)
    return path


def read(folder, name, width, unit):
    """A tile or bundle of this width; the full one will do where the partial one is gone."""
    for path in ([name + ".p/%d" % width] if width < 256 else []) + [name]:
        try:
            with open(os.path.join(folder, path), "rb") as file:
                return file.read()
        except FileNotFoundError:
            continue
    faults.append("%s is missing (%s)" % (name, unit))
    return None


def bundle(data, name, width):
    entries, at = [], 0
    while at < len(data) and len(entries) < width:
        length = int.from_bytes(data[at : at + 2], "big")
        entries.append(data[at + 2 : at + 2 + length])
        if at + 2 + length > len(data):
            faults.append("%s ends within entry %d" % (name, len(entries) - 1))
        at += 2 + length
    if len(entries) < width or (width < 256 and at < len(data)):
        faults.append("%s has not exactly %d entries" % (name, width))
    return entries


class Range:
    """Roots of the perfect subtrees at the right edge, largest first."""

    def __init__(self):
        self.stack = []

    def append(self, leaf):
        count, top = 1, leaf
        while self.stack and self.stack[-1][0] == count:
            count, top = 2 * count, node(self.stack.pop()[1], top)
        self.stack.append((count, top))

    def root(self):
        if not self.stack:
            return sha256(b"")
        top = self.stack[-1][1]
        for _, left in reversed(self.stack[:-1]):
            top = node(left, top)
        return top


def subtree(hashes):
    tree = Range()
    for one in hashes:
        tree.append(one)
    return tree.root()


def checkpoint(note):
    text, _, lines = note.rpartition("\n\n")
    origin, size, root = (text + "\n").split("\n")[:3]
    return text + "\n", lines, origin, int(size), base64.b64decode(root, validate=True)


def check_tree(folder, size, root, older):
    level, above, tree = [], [], Range()
    for start in range(0, size, 256):
        width, name = min(256, size - start), "tile/entries/" + number(start // 256)
        data = read(folder, name, width, "entries")
        entries = bundle(data, name, width) if data is not None else []
        for index, entry in enumerate(entries, start):
            leaf = sha256(b"\x00" + entry)
            level.append(leaf)
            tree.append(leaf)
            for origin_size, held in older:
                if origin_size == index + 1 and tree.root() != held:
                    faults.append("the first %d entries are not those of the checkpoint you kept" % origin_size)
            check_disclosure(folder, index, entry)
    if tree.root() != root:
        faults.append("the entries give root %s" % base64.b64encode(tree.root()).decode())
    height = 0
    while level:
        for start in range(0, len(level), 256):
            hashes, name = level[start : start + 256], "tile/%d/%s" % (height, number(start // 256))
            data = read(folder, name, len(hashes), "hashes")
            if data is not None and data[: 32 * len(hashes)] != b"".join(hashes):
                faults.append("%s does not hold the hashes of the entries" % name)
            if len(hashes) == 256:
                above.append(subtree(hashes))
        level, above, height = above, [], height + 1


def check_disclosure(folder, index, entry):
    name = "payloads/%d.json" % index
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            disclosed = json.load(file)
        fields = json.loads(entry)
    except FileNotFoundError:
        return
    except ValueError:
        faults.append("%s or its entry is no JSON" % name)
        return
    for part in ("payload", "dossier", "caller"):
        if part in disclosed:
            shown = disclosed[part]
            value = base64.b64decode(shown["bytes"]) if "bytes" in shown else shown["value"].encode()
            if hashlib.sha256(base64.b64decode(shown["salt"]) + value).hexdigest() != fields.get(part):
                faults.append("%s: %s is not what the entry commits to" % (name, part))
    if "signature" in disclosed:
        if hashlib.sha256(disclosed["signature"]["value"].encode()).hexdigest() != fields.get("signatureSha256"):
            faults.append("%s: signature is not what the entry commits to" % name)


def openssl(what, *arguments):
    done = subprocess.run(["openssl", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        faults.append("%s: openssl says %s" % (what, (done.stderr or done.stdout).strip().replace("\n", " | ")))


def written(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(data)
    return path


def check_note(text, lines, origin, vkey, what):
    name, key_id, key = vkey.strip().split("+", 2)
    typed = base64.b64decode(key, validate=True)
    if typed[:1] != b"\x01" or sha256(name.encode() + b"\n" + typed)[:4].hex() != key_id:
        sys.exit("not an Ed25519 verifier key")
    if name != origin:
        faults.append("%s is of log %s, the key of log %s" % (what, origin, name))
    signed = False
    for line in lines.splitlines():
        dash, who, value = line.split(" ")
        value = base64.b64decode(value, validate=True)
        if dash == "\u2014" and who == name and value[:4].hex() == key_id:
            signed = True
            with tempfile.TemporaryDirectory() as place:
                openssl(
                    "signature of " + what,
                    *("pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER"),
                    *("-inkey", written(place, "key", ED25519_SPKI + typed[1:])),
                    *("-sigfile", written(place, "signature", value[4:])),
                    *("-in", written(place, "text", text.encode())),
                )
    if not signed:
        faults.append("%s carries no signature of the key you gave" % what)


def main():
    parser = argparse.ArgumentParser(description="Checks an exported message log.")
    parser.add_argument("folder")
    parser.add_argument("--vkey", help="verifier key of the log, as it was handed to you")
    parser.add_argument("--ca", help="certificate authorities that you trust, PEM")
    parser.add_argument("--older", action="append", default=[], help="a checkpoint that you kept")
    options = parser.parse_args()
    with open(os.path.join(options.folder, "checkpoint"), encoding="utf-8", newline="") as file:
        text, lines, origin, size, root = checkpoint(file.read())
    vkey = open(options.vkey, encoding="utf-8").read() if options.vkey else None
    older = []
    for path in options.older:
        with open(path, encoding="utf-8", newline="") as file:
            older_text, older_lines, older_origin, older_size, older_root = checkpoint(file.read())
        if vkey:
            check_note(older_text, older_lines, older_origin, vkey, path)
        if older_origin != origin or older_size > size:
            faults.append("%s (%s, %d entries) is not extended by this log" % (path, older_origin, older_size))
        older.append((older_size, older_root))
    check_tree(options.folder, size, root, older)
    if vkey:
        check_note(text, lines, origin, vkey, "the checkpoint")
    else:
        unchecked.append("the note's signature: no --vkey")
    p7s = os.path.join(options.folder, "checkpoint.p7s")
    if options.ca and os.path.exists(p7s):
        with tempfile.TemporaryDirectory() as place:
            openssl(
                "checkpoint.p7s",
                *("cms", "-verify", "-binary", "-inform", "DER", "-in", p7s),
                *("-content", written(place, "text", text.encode())),
                *("-CAfile", options.ca, "-purpose", "any", "-out", os.devnull),
            )
    else:
        unchecked.append("the CMS signature: no --ca" if not options.ca else "the CMS signature: no checkpoint.p7s")
    for fault in faults:
        print("FAULT     " + fault)
    for one in unchecked:
        print("UNCHECKED " + one)
    print("%s, %d entries, root %s" % (origin, size, base64.b64encode(root).decode()))
    print("WRONG" if faults else "RIGHT SO FAR" if unchecked else "RIGHT")
    return 1 if faults else 2 if unchecked else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, ValueError, KeyError) as error:
        sys.exit("FAULT     cannot be read: %r\nWRONG" % error)
