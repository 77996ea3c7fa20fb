#!/bin/sh
# SPDX-License-Identifier: MIT
# Parsers stand any bytes, and four times as many cost about four times as
# much.  Inputs are the seeds, and FUZZ_N copies of them, changed by chance
# from a fixed start.
. tests/lib.sh

FUZZ_N=${FUZZ_N:-1500}
FUZZ_SEED=${FUZZ_SEED:-1}
SEEDS=$TOP/tests/fuzz/seeds
export SEEDS
# sanitizers are slow
case $BUILD in
*/san) FUZZ_N=$((FUZZ_N / 3)) ;;
esac

for source in "$TOP"/tests/fuzz/*.c; do
	name=$(basename "$source" .c)
	[ "$name" != driver ] || continue
	test_ok "$name: seeds, and $FUZZ_N that were changed" '
		"$BUILD/fuzz/$name" $FUZZ_N $FUZZ_SEED "$SEEDS/$name"/*
	'
done
for name in trailers mailmap maintainers codeowners commit note annotate \
	revert identity; do
	test_ok "$name: time is linear" '
		"$BUILD/fuzz/$name" --twice 256 "$SEEDS/$name"/*
	'
done
test_ok 'every target has seeds' '
	for source in "$TOP"/tests/fuzz/*.c; do
		basename "$source" .c
	done | grep -vx driver >expect
	ls "$SEEDS" >actual
'
test_done
