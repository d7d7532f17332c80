#!/bin/sh
# Runs the doctor, the solved katas and the tests of `trace` (each release has a strace of its own) on another
# release of Debian, as root and as an ordinary user:
#
#     sudo .github/on_another_release.sh trixie
#
# It needs root, debootstrap, Debian's packages and npm. The kernel stays that of this machine. The release
# is unpacked into a folder, which is removed at the end; KEEP=folder keeps it, and uses it again.
set -eu

if [ $# -ne 1 ]; then
  sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
suite=$1
checkout=$(cd "$(dirname "$0")/.." && pwd)
deno=$(deno eval 'console.log(Deno.execPath())')

if [ -n "${KEEP:-}" ]; then
  folder=$KEEP
  mkdir -p "$folder"
else
  folder=$(mktemp -d)
  trap 'rm -rf --one-file-system -- "$folder"' EXIT
  trap 'exit 130' INT TERM HUP
fi
root=$folder/$suite
packages=bash,git,iproute2,netcat-openbsd,perl,procps,psmisc,socat,strace,util-linux

[ -e "$root/ready" ] || {
  debootstrap --variant=minbase --include="$packages" "$suite" "$root" \
    "${MIRROR:-http://deb.debian.org/debian}"
  touch "$root/ready"
}

# The working tree as it is, but for what git ignores, and the packages that deno.lock names.
rm -rf "$root/course"
mkdir -p "$root/course" "$root/home/learner"
git -C "$checkout" ls-files -z --cached --others --exclude-standard |
  tar -C "$checkout" --null --files-from=- --ignore-failed-read -cf - | tar -C "$root/course" -xf -
install -m 755 "$deno" "$root/usr/local/bin/deno"
(cd "$root/course" && DENO_DIR=$root/home/learner/deno deno ci --quiet)

# The mounts and the processes go with this command. Nobody has to be told the password of "nobody".
unshare --mount --pid --fork --kill-child sh -eu -c '
  mount --make-rprivate /
  mount -t proc proc "$1/proc"
  mount --rbind /dev "$1/dev"
  mount -t tmpfs -o mode=1777 tmpfs "$1/tmp"
  exec chroot "$1" sh -eu -c "$2"
' sh "$root" '
  export HOME=/home/learner DENO_DIR=/home/learner/deno NO_COLOR=1
  cd /course
  cat /etc/debian_version
  failed=0
  try() {
    echo "--- $(id -un): $*"
    "$@" || failed=1
  }
  solved="deno test -A --no-check --import-map=solutions/import_map.json --shuffle katas"
  trace="deno test -A --no-check lib/cli/trace"
  try deno task doctor
  try $solved
  try $trace
  chown -R 65534:65534 /course /home/learner
  ordinary="setpriv --reuid=65534 --regid=65534 --clear-groups"
  try $ordinary deno task doctor
  try $ordinary $solved
  try $ordinary $trace
  exit $failed
'
