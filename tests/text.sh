# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# text.sh - for tests that compare what we read out of commits with git.
# Source it after tests/lib.sh.
#
#	$ORACLE  the program that prints our reading, absolute

ORACLE=${ORACLE:-build/${V:-release}/tool/text_oracle}
case $ORACLE in
/*) ;;
*) ORACLE=$TOP/$ORACLE ;;
esac
[ -x "$ORACLE" ] || {
	echo "Bail out! there is no $ORACLE: make it first"
	exit 1
}

# split_nul DIR - one file in the new folder DIR for each text on stdin that
# a NUL ends; prints their names.
split_nul() {
	mkdir "$1"
	DIR=$1 perl -0ne 'chomp;
		my $name = sprintf "%s/%06d", $ENV{DIR}, $.;
		open my $file, ">", $name or die "$name: $!";
		print $file $_;
		close $file or die "$name: $!";
		print "$name\n"'
}

# import_commits DIR - a bare repository of the commit objects on stdin, each
# ended by a NUL, whatever they hold; their ids go to DIR.ids.
import_commits() {
	git init -q --bare "$1"
	split_nul "$WORK/$1.objects" | git -C "$1" hash-object -t commit -w \
		--literally --stdin-paths | sort -u >"$1.ids"
	rm -r "$WORK/$1.objects"
}

# messages_to_commits - makes a commit object of each message on stdin.
messages_to_commits() {
	perl -0pe 's/^/tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n/;
		s/\n/\nauthor A <a\@x> 1 +0000\ncommitter C <c\@x> 2 +0000\n\n/'
}

# log_git DIR [OPTION...], log_ours DIR [MAILMAP] - all of the commits in
# DIR.ids as git log and as we read them.
log_git() {
	log_dir=$1
	shift
	git -C "$log_dir" "$@" log --no-walk=unsorted --stdin --date=raw \
		--format="%H%x00%an%x00%ae%x00%aN%x00%aE%x00%cn%x00%ce%x00%ad%x00%cd%x00%s%x00%(trailers:only,unfold)%x00" \
		<"$log_dir.ids"
}
log_ours() {
	log_dir=$1
	shift
	git -C "$log_dir" cat-file --batch <"$log_dir.ids" |
		"$ORACLE" commits "$@"
}
