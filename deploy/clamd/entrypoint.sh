#!/bin/sh
# Fetches signatures before clamd starts, since it does not start without any. Later updates run beside it.
set -eu
until ls /var/lib/clamav/*.c[vl]d /var/lib/clamav/*.hdb >/dev/null 2>&1; do
  freshclam --config-file=/etc/clamav/freshclam.conf --no-dns || sleep 60
done
freshclam --config-file=/etc/clamav/freshclam.conf --daemon &
exec clamd --config-file=/etc/clamav/clamd.conf
