#!/usr/bin/env python3
"""hubbub send and receive against rivals in the same run: medians, and ratios.

  bench/files.py HUBBUB                         loopback: 1 GiB, many small files, resuming
  bench/files.py HUBBUB --sshd /usr/sbin/sshd   the same with scp beside it (starts an sshd of its own)
  bench/files.py HUBBUB --between A B HOST      from network namespace A to B, where HOST is an address of B:
                                                a link that somebody has emulated there; TCP (BBR, CUBIC) beside it
  … --fair SECONDS                              and how a link is shared with one TCP flow
  … --size BYTES --runs N --folder DIR          DIR is best a tmpfs: disks are not what is measured

Times are those of the whole sending program, start and handshake included. Plain TCP neither encrypts nor verifies.
"""
import argparse
import json
import os
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

PORT = 40143


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("hubbub")
    parser.add_argument("--sshd")
    parser.add_argument("--between", nargs=3, metavar=("A", "B", "HOST"))
    parser.add_argument("--fair", type=float, metavar="SECONDS")
    parser.add_argument("--size", type=int, default=1 << 30)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", default="/dev/shm")
    parser.add_argument("--tcp", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser.parse_args()


class Place:
    """Where the two programs run, and their folders."""

    def __init__(self, args):
        self.folder = tempfile.mkdtemp(prefix="hubbub-bench-", dir=args.folder)
        self.source = os.path.join(self.folder, "from")
        self.target = os.path.join(self.folder, "into")
        os.mkdir(self.source)
        self.host = args.between[2] if args.between else "127.0.0.1"
        self.a = ["ip", "netns", "exec", args.between[0]] if args.between else []
        self.b = ["ip", "netns", "exec", args.between[1]] if args.between else []
        self.env = dict(os.environ, HUBBUB_HOME=os.path.join(self.folder, "home"))
        self.empty()

    def empty(self):
        shutil.rmtree(self.target, ignore_errors=True)
        os.mkdir(self.target)

    def random(self, name, size):
        path = os.path.join(self.source, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            while size > 0:
                size -= file.write(os.urandom(min(size, 1 << 20)))
        return path

    def start(self, side, command, **more):
        return subprocess.Popen(side + command, env=self.env, **more)


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def receive(place, hubbub):
    command = [hubbub, "receive", str(PORT), "--host", place.host, "--into", place.target, "--yes", "--once", "--json"]
    program = place.start(place.b, command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while '"Ctrl-C' not in program.stdout.readline():
        pass
    return program


def send(place, hubbub, path):
    """Seconds, CPU of the sender, CPU of the receiver (seconds), what the sender said."""
    receiver = receive(place, hubbub)
    cpu, began = children(), time.monotonic()
    sender = place.start(place.a, [hubbub, "send", "--json", path, place.host, str(PORT)], stdout=subprocess.PIPE, text=True)
    said = sender.communicate()[0]
    took, sent = time.monotonic() - began, children() - cpu
    receiver.communicate()
    if sender.returncode or receiver.returncode:
        sys.exit("it was not sent: " + said)
    return took, sent, children() - cpu - sent, said


def same(place, path):
    copy = os.path.join(place.target, os.path.basename(path))
    if subprocess.run(["diff", "-rq", path, copy], check=False).returncode:
        sys.exit("the copy is not identical")


def scp(place, sshd, path):
    folder = os.path.join(place.folder, "ssh")
    if not os.path.isdir(folder):
        os.mkdir(folder, 0o700)
        for key in "host", "user":
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{folder}/{key}"], check=True)
        shutil.copy(f"{folder}/user.pub", f"{folder}/authorized")
    options = [f"HostKey={folder}/host", f"AuthorizedKeysFile={folder}/authorized", "StrictModes=no", "UsePAM=no",
               "PidFile=none", f"ListenAddress={place.host}", "Subsystem=sftp internal-sftp"]
    server = place.start(place.b, [sshd, "-D", "-f", "/dev/null", "-p", str(PORT + 1)] + [w for o in options for w in ("-o", o)])
    time.sleep(0.5)
    began = time.monotonic()
    failed = place.start(place.a, ["scp", "-q", "-P", str(PORT + 1), "-i", f"{folder}/user", "-o", "StrictHostKeyChecking=no", "-o",
                          "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", path, f"{place.host}:{place.target}/"]).wait()
    took = time.monotonic() - began
    server.terminate()
    server.wait()
    if failed:
        sys.exit("scp did not send it")
    return took


def tcp(place, path, control, limit=60):
    """Bytes and seconds: all of the file, or what went in the time that was given."""
    here = [sys.executable, os.path.abspath(__file__), "-", "--tcp"]
    taking = place.start(place.b, here + ["take", place.host, os.path.join(place.target, "tcp")])
    time.sleep(0.3)
    giving = place.start(place.a, here + ["give", place.host, path, control, str(limit)], stdout=subprocess.PIPE, text=True)
    gone, took = giving.communicate()[0].split()
    taking.kill()
    taking.wait()
    return int(gone), float(took)


def tcp_end(what, host, path, control="", limit="0"):
    """One end of a plain TCP copy: this script runs itself."""
    if what == "take":
        listening = socket.create_server((host, PORT + 2))
        connection, _ = listening.accept()
        with open(path, "wb") as file:
            buffer = bytearray(1 << 18)
            while count := connection.recv_into(buffer):
                file.write(memoryview(buffer)[:count])
        connection.sendall(b".")
        return
    connection = socket.socket()
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, control.encode())
    began, gone, size = time.monotonic(), 0, os.path.getsize(path)
    connection.connect((host, PORT + 2))
    with open(path, "rb") as file:
        while gone < size and time.monotonic() - began < float(limit):
            gone += os.sendfile(connection.fileno(), file.fileno(), gone, 1 << 18)
    if gone == size:
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1)
    print(gone, time.monotonic() - began)


def row(name, rates, more=""):
    print(f"{name:34} {statistics.median(rates):10.1f} MB/s   {more}", flush=True)


def one_file(place, args):
    path = place.random("file", args.size)
    size = args.size / 1e6
    ours, cpu, rivals = [], [], {}
    for _ in range(args.runs):
        place.empty()
        took, sent, received, _ = send(place, args.hubbub, path)
        same(place, path)
        ours.append(size / took)
        cpu.append((sent * 2**30 / args.size, received * 2**30 / args.size))
        if args.sshd:
            place.empty()
            rivals.setdefault("scp", []).append(size / scp(place, args.sshd, path))
        for control in ("bbr", "cubic") if args.between else ("cubic",):
            place.empty()
            gone, took = tcp(place, path, control)
            rivals.setdefault(f"TCP {control}, plain", []).append(gone / 1e6 / took)
    cpus = [statistics.median(side) for side in zip(*cpu)]
    row("hubbub", ours, f"CPU {cpus[0]:.1f} / {cpus[1]:.1f} s/GiB")
    for name, rates in rivals.items():
        row(name, rates, f"hubbub: {statistics.median(ours) / statistics.median(rates):.2f} x")


def small_files(place, args):
    one = place.random("one", 100_000_000)
    for i in range(10_000):
        place.random(f"many/{i}", 10_000)
    times = {"one": [], "many": []}
    for _ in range(args.runs):
        for name, path in ("one", one), ("many", os.path.join(place.source, "many")):
            place.empty()
            times[name].append(send(place, args.hubbub, path)[0])
            same(place, path)
    one, many = statistics.median(times["one"]), statistics.median(times["many"])
    print(f"10 000 files of 10 kB: {many:.2f} s, one of 100 MB: {one:.2f} s: {many / one:.2f} x its time", flush=True)


def resuming(place, args):
    """kill -9 of the receiver when half is there; then the same command."""
    path = place.random("half", args.size)
    place.empty()
    receiver = receive(place, args.hubbub)
    sender = place.start(place.a, [args.hubbub, "send", "--quiet", path, place.host, str(PORT)], stderr=subprocess.DEVNULL)
    part = os.path.join(place.target, "half.hubbub.part")
    while not os.path.exists(part) or os.path.getsize(part) < args.size / 2:
        time.sleep(0.001)
    receiver.kill()
    sender.kill()
    receiver.wait()
    sender.wait()
    there = os.path.getsize(part)
    said = send(place, args.hubbub, path)[3]
    same(place, path)
    started = [event["bytes"] for line in said.splitlines() if (event := json.loads(line))["event"] == "progress"]
    told = f", first told: {started[0] / 1e6:.0f} MB" if started else ""
    print(f"kill -9 at {there / 1e6:.0f} of {args.size / 1e6:.0f} MB: went on and is identical{told}", flush=True)


def fairness(place, args):
    path = os.path.join(place.source, "long")
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
    # Nothing lies on the disk here; the receiver looks whether it has room for it all.
    os.truncate(path, shutil.disk_usage(place.target).free * 3 // 4)
    for control in "cubic", "bbr":
        place.empty()
        receiver = receive(place, args.hubbub)
        sender = place.start(place.a, [args.hubbub, "send", "--json", path, place.host, str(PORT)], stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, text=True)
        here = [sys.executable, os.path.abspath(__file__), "-", "--tcp"]
        taking = place.start(place.b, here + ["take", place.host, "/dev/null"])
        time.sleep(0.3)
        giving = place.start(place.a, here + ["give", place.host, path, control, str(args.fair)], stdout=subprocess.PIPE, text=True)
        gone, took = giving.communicate()[0].split()
        sender.send_signal(signal.SIGTERM)
        events = [json.loads(line) for line in sender.communicate()[0].splitlines()]
        ours = [event["bytes"] for event in events if event["event"] == "progress"][-1]
        receiver.communicate()
        taking.kill()
        taking.wait()
        theirs = int(gone)
        print(f"{took:.4} s beside TCP {control}: {ours * 8 / 1e6 / float(took):.0f} and {theirs * 8 / 1e6 / float(took):.0f}"
              f" Mbit/s: our share {100 * ours / (ours + theirs):.0f} %", flush=True)


def main():
    args = arguments()
    if args.tcp:
        tcp_end(*args.tcp)
        return
    place = Place(args)
    try:
        one_file(place, args)
        if not args.between:
            small_files(place, args)
            resuming(place, args)
        if args.fair:
            fairness(place, args)
    finally:
        shutil.rmtree(place.folder)


main()
