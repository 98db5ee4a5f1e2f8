"""A small file system of its own (FUSE) that behaves like media behave when they fail. Its content lives in this process.

faulty-medium.py MOUNTPOINT KIND [LIMIT]
  sound            keeps everything
  forgets LIMIT    takes what is written to any block after the first LIMIT bytes and keeps nothing of it
  wraps LIMIT      really holds LIMIT bytes and writes on over its beginning, while it says that it is large
  full LIMIT       ENOSPC after LIMIT bytes
  dies LIMIT       vanishes after LIMIT bytes, as when it is pulled out
  breaks LIMIT     EIO for everything after LIMIT bytes
  slow LIMIT       keeps everything, at LIMIT bytes a second
  indirect LIMIT   as forgets, and knows no O_DIRECT
"""
import errno
import os
import stat
import sys
import time

from fusepy import FUSE, FuseOSError, Operations

BLOCK = 4096
SAID = 64 * 1024 * 1024 // BLOCK


class Medium(Operations):
    def __init__(self, kind, limit):
        self.kind, self.limit = kind, limit
        self.nodes = {"/": {"mode": stat.S_IFDIR | 0o777}}
        self.device = {}
        self.next = 0
        self.written = 0

    # Names

    def node(self, path):
        if path not in self.nodes:
            raise FuseOSError(errno.ENOENT)
        return self.nodes[path]

    def getattr(self, path, fh=None):
        node = self.node(path)
        return {"st_mode": node["mode"], "st_size": node.get("size", 0), "st_nlink": 2 if "size" not in node else 1, "st_uid": os.getuid(), "st_gid": os.getgid(),
                "st_mtime": 0, "st_ctime": 0, "st_atime": 0}

    def readdir(self, path, fh):
        under = path.rstrip("/") + "/"
        return [".", ".."] + [p[len(under):] for p in self.nodes if p.startswith(under) and p != "/" and "/" not in p[len(under):]]

    def mkdir(self, path, mode):
        if path in self.nodes:
            raise FuseOSError(errno.EEXIST)
        self.nodes[path] = {"mode": stat.S_IFDIR | 0o777}

    def rmdir(self, path):
        if len(self.readdir(path, None)) > 2:
            raise FuseOSError(errno.ENOTEMPTY)
        del self.nodes[path]

    def unlink(self, path):
        for block in self.nodes.pop(path)["blocks"]:
            self.device.pop(block, None)

    def rename(self, old, new):
        for path in [p for p in self.nodes if p == old or p.startswith(old + "/")]:
            self.nodes[new + path[len(old):]] = self.nodes.pop(path)

    def chmod(self, path, mode):
        return 0

    def chown(self, path, uid, gid):
        return 0

    def utimens(self, path, times=None):
        return 0

    def statfs(self, path):
        free = SAID - self.next if self.kind != "full" else max(0, (self.limit - self.written) // BLOCK)
        return {"f_bsize": BLOCK, "f_frsize": BLOCK, "f_blocks": SAID, "f_bfree": free, "f_bavail": free, "f_namemax": 255}

    # Bytes

    def create(self, path, mode, fi=None):
        self.nodes[path] = {"mode": stat.S_IFREG | 0o666, "size": 0, "blocks": []}
        return 1

    def open(self, path, flags):
        self.node(path)
        if self.kind == "indirect" and flags & os.O_DIRECT:
            raise FuseOSError(errno.EINVAL)
        return 1

    def truncate(self, path, length, fh=None):
        self.node(path)["size"] = length

    def write(self, path, data, offset, fh):
        node = self.node(path)
        self.written += len(data)
        self.fail()
        while len(node["blocks"]) * BLOCK < offset + len(data):
            node["blocks"].append(self.next % (self.limit // BLOCK) if self.kind == "wraps" else self.next)
            self.next += 1
        at = 0
        while at < len(data):
            block, inside = node["blocks"][(offset + at) // BLOCK], (offset + at) % BLOCK
            piece = data[at:at + BLOCK - inside]
            old = self.device.get(block, bytes(BLOCK))
            if self.kind not in ("forgets", "indirect") or block * BLOCK < self.limit:
                self.device[block] = old[:inside] + piece + old[inside + len(piece):]
            at += len(piece)
        node["size"] = max(node["size"], offset + len(data))
        return len(data)

    def fail(self):
        if self.kind == "slow":
            time.sleep(65536 / self.limit)
        if self.written <= self.limit:
            return
        if self.kind == "full":
            raise FuseOSError(errno.ENOSPC)
        if self.kind == "breaks":
            raise FuseOSError(errno.EIO)
        if self.kind == "dies":
            os._exit(9)

    def read(self, path, size, offset, fh):
        node = self.node(path)
        size = max(0, min(size, node["size"] - offset))
        first, last = offset // BLOCK, (offset + size + BLOCK - 1) // BLOCK
        content = b"".join(self.device.get(block, bytes(BLOCK)) for block in node["blocks"][first:last])
        return content[offset - first * BLOCK:offset - first * BLOCK + size]


if __name__ == "__main__":
    FUSE(Medium(sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0), sys.argv[1], foreground=True, nothreads=True, big_writes=True)
