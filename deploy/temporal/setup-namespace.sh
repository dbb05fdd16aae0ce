#!/bin/sh
# Waits for the server, then makes the namespace and the search attributes that Holdfast's workflows set: without them
# every workflow task fails. Runs in temporalio/admin-tools at every start, as a job that ends; what exists stays.
# The CLI takes TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE from the environment.
set -eu

: "${TEMPORAL_NAMESPACE:?is not set}" "${NAMESPACE_RETENTION:?is not set}" "${SEARCH_ATTRIBUTES:?is not set}"

# until_done <what> <command>: once a second, for a minute. Its last complaint is shown when it gives up.
until_done() {
  what=$1
  shift
  tries=60
  until complaint=$("$@" 2>&1); do
    tries=$((tries - 1))
    if [ "$tries" -le 0 ]; then
      echo "Gave up: $what: $complaint" >&2
      exit 1
    fi
    sleep 1
  done
}

is_serving() {
  temporal operator cluster health | grep -q SERVING
}

has_namespace() {
  temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE"
}

make_namespace() {
  has_namespace || temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$NAMESPACE_RETENTION"
}

# A new namespace takes some seconds to be known everywhere in the server, hence the tries.
make_search_attribute() {
  temporal operator search-attribute create --name "$1" --type Keyword
}

until_done 'waiting for Temporal' is_serving
until_done 'making the namespace' make_namespace
for attribute in $SEARCH_ATTRIBUTES; do
  until_done "making the search attribute $attribute" make_search_attribute "$attribute"
done
echo "Namespace $TEMPORAL_NAMESPACE is ready"
