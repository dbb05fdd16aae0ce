#!/bin/sh
# Writes the replica set's key where only mongod can read it, then hands over to the image's own entrypoint.
# A replica set with users needs such a file, owned by mongod's user and closed to all others; a file mounted from the
# host has neither on most hosts. The directory is a tmpfs: the key is never on a disk.
set -eu

key_file=/run/holdfast-mongo/replica.key

umask 077
rm -f "$key_file"
printf '%s' "${MONGO_REPLICA_KEY:?is not set}" >"$key_file"
chmod 400 "$key_file"
chown mongodb:mongodb "$key_file"
umask 022
# mongod shall not carry it in its environment.
unset MONGO_REPLICA_KEY

exec docker-entrypoint.sh mongod --keyFile "$key_file" "$@"
