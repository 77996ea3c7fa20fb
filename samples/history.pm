# SPDX-License-Identifier: MIT
#
# history.pm - a git history that grows in memory and is printed as a git
# fast-import stream.  Ids of blobs, trees and commits are computed here, so
# that a message can name an earlier commit.
#
# A tree is a hash: path => [mode, bytes]; the bytes of a submodule are its
# commit id.  A commit is a hash: id, tree, parents (commits), at (of its
# committer), subject, mark.  Everything is bytes; the caller encodes.
package history;
use strict;
use warnings;
use Digest::SHA qw(sha1_hex sha1);
use Time::Local qw(timegm);

# ---- chance: the same on every machine ----

my $state = 20220905;

sub rnd {    # 0 <= result < N
	my ($n) = @_;
	use integer;
	$state = $state * 6364136223846793005 + 1442695040888963407;
	return (($state >> 33) & 0x3fffffff) % $n;
}
sub chance { return rnd(100) < $_[0] }
sub pick { return $_[ rnd(scalar @_) ] }

# ---- time ----

# at('2024-05-20 14:30') - seconds of that time, UTC.
sub at {
	my ($y, $m, $d, $h, $min) = $_[0] =~ /^(\d+)-(\d+)-(\d+)(?: (\d+):(\d+))?$/ or die "no date: $_[0]";
	return timegm(0, $min // 0, $h // 12, $d, $m - 1, $y);
}
sub day { my @t = gmtime $_[0]; return sprintf '%04d%02d%02d', $t[5] + 1900, $t[4] + 1, $t[3] }

# ---- objects ----

my ($mark, %blob_mark, @out) = (0);

sub object_id { my ($kind, $bytes) = @_; return sha1_hex("$kind " . length($bytes) . "\0$bytes") }

sub tree_id {
	my ($tree) = @_;
	my (%files, %folders);
	for my $path (keys %$tree) {
		if ($path =~ m{^([^/]+)/(.*)$}s) { $folders{$1}{$2} = $tree->{$path} }
		else { $files{$path} = $tree->{$path} }
	}
	my %entry;
	for my $name (keys %files) {
		my ($mode, $bytes) = @{ $files{$name} };
		$entry{$name} = "$mode $name\0" . pack 'H*', $mode eq '160000' ? $bytes : object_id('blob', $bytes);
	}
	$entry{"$_/"} = "40000 $_\0" . pack 'H*', tree_id($folders{$_}) for keys %folders;
	return object_id('tree', join '', map { $entry{$_} } sort keys %entry);
}
sub data { return 'data ' . length($_[0]) . "\n$_[0]\n" }

sub blob {
	my ($bytes) = @_;
	return $blob_mark{$bytes} //= do {
		push @out, "blob\nmark :" . ++$mark . "\n" . data($bytes);
		":$mark";
	};
}
sub quoted {
	my ($path) = @_;
	return $path unless $path =~ /[^A-Za-z0-9_.\/+-]/;
	$path =~ s/([^A-Za-z0-9_.\/ +-])/sprintf '\\%03o', ord $1/ge;
	return "\"$path\"";
}
sub same { my ($a, $b) = @_; return $a && $b && $a->[0] eq $b->[0] && $a->[1] eq $b->[1] }

# commit(parents, tree, author, committer, message, encoding) - author and
# committer are "Name <mail> seconds zone".
sub commit {
	my (%c) = @_;
	my @parents = @{ $c{parents} };
	my $text = 'tree ' . tree_id($c{tree}) . "\n" . join('', map { "parent $_->{id}\n" } @parents)
		. "author $c{author}\ncommitter $c{committer}\n"
		. ($c{encoding} ? "encoding $c{encoding}\n" : '') . "\n$c{message}";
	my $old = @parents ? $parents[0]{tree} : {};
	my @changes = map { 'D ' . quoted($_) . "\n" } grep { !$c{tree}{$_} } sort keys %$old;
	for my $path (sort keys %{ $c{tree} }) {
		my $e = $c{tree}{$path};
		next if same($old->{$path}, $e);
		push @changes, "M $e->[0] " . ($e->[0] eq '160000' ? $e->[1] : blob($e->[1])) . ' ' . quoted($path) . "\n";
	}
	push @out, (@parents ? '' : "reset refs/heads/main\n\n")
		. "commit refs/heads/main\nmark :" . ++$mark . "\nauthor $c{author}\ncommitter $c{committer}\n"
		. ($c{encoding} ? "encoding $c{encoding}\n" : '') . data($c{message})
		. join('', map { ($_ ? 'merge' : 'from') . " :$parents[$_]{mark}\n" } 0 .. $#parents)
		. join('', @changes) . "\n";
	my ($subject) = split /\n/, $c{message} eq '' ? "\n" : $c{message};
	my ($when) = $c{committer} =~ /> (\d+) /;
	return { id => object_id('commit', $text), tree => $c{tree}, parents => \@parents, at => $when,
		subject => $subject // '', mark => $mark };
}

# merged(base, ours, theirs) - the three-way merge of trees that do not
# change the same path; dies if they do.
sub merged {
	my ($base, $ours, $theirs) = @_;
	my %tree = %$ours;
	for my $path (keys %{ { %$base, %$theirs } }) {
		next if same($base->{$path}, $theirs->{$path}) || !$base->{$path} && !$theirs->{$path};
		next if same($ours->{$path}, $theirs->{$path});
		die "conflict in $path" unless same($base->{$path}, $ours->{$path})
			|| !$base->{$path} && !$ours->{$path};
		if ($theirs->{$path}) { $tree{$path} = $theirs->{$path} }
		else { delete $tree{$path} }
	}
	return \%tree;
}

# undone(tree, commit, paths...) - the tree with that change taken back, where
# its one hunk of each path still stands.
sub undone {
	my ($tree, $commit, @only) = @_;
	my %tree = %$tree;
	my ($old, $new) = ($commit->{parents}[0]{tree}, $commit->{tree});
	for my $path (sort keys %{ { %$old, %$new } }) {
		next if same($old->{$path}, $new->{$path});
		next if @only && !grep { $_ eq $path } @only;
		if (same($tree{$path}, $new->{$path}) || !$new->{$path}) {
			if ($old->{$path}) { $tree{$path} = $old->{$path} }
			else { delete $tree{$path} }
			next;
		}
		die "cannot undo $path of $commit->{subject}" unless $old->{$path} && $tree{$path};
		my @o = split /^/, $old->{$path}[1];
		my @n = split /^/, $new->{$path}[1];
		my ($before, $after) = ('', '');
		while (@o && @n && $o[0] eq $n[0]) { $before = shift @o; shift @n }
		while (@o && @n && $o[-1] eq $n[-1]) { $after = pop @o; pop @n }
		my ($from, $to) = map { join '', $before, @$_, $after } \@n, \@o;
		my $where = index $tree{$path}[1], $from;
		die "cannot undo $path of $commit->{subject}" if $where < 0;
		my $text = $tree{$path}[1];
		substr $text, $where, length $from, $to;
		$tree{$path} = [ $tree{$path}[0], $text ];
	}
	return \%tree;
}

sub note {    # (ref, who-and-when, [[commit, text], ...])
	my ($ref, $who, $texts) = @_;
	push @out, "commit refs/notes/$ref\nmark :" . ++$mark . "\ncommitter $who\n" . data("Notes added by git\n")
		. join('', map { "N inline :$_->[0]{mark}\n" . data($_->[1]) } @$texts) . "\n";
}
sub tag {    # (name, commit, who-and-when, text): annotated if there is a text
	my ($name, $commit, $who, $text) = @_;
	push @out, defined $text ? "tag $name\nfrom :$commit->{mark}\ntagger $who\n" . data($text)
		: "reset refs/tags/$name\nfrom :$commit->{mark}\n\n";
}
sub branch { my ($name, $commit) = @_; push @out, "reset refs/heads/$name\nfrom :$commit->{mark}\n\n" }
sub stream { return join('', @out) . "done\n" }

1;
