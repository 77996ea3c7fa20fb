# SPDX-License-Identifier: MIT
#
# kestrel.pm - what the files of the demo project look like, and how a change
# edits them.  Every edit is one hunk, so that it can be taken back later.
# Edits of the core fall on the same few lines again and again; those of
# tests and documents hardly ever meet.
package kestrel;
use strict;
use warnings;
use history;

*rnd = \&history::rnd;
*pick = \&history::pick;
*chance = \&history::chance;

my @regs = qw(ctrl status mask baud head tail addr len data mode timer flags count base limit);
my @words = qw(queue buffer window divider counter filter cursor channel ring frame cache page slot);

# Areas: paths that changes of it edit, names of files to come, how hot
# its code is (percent of edits that fall on the first function).
our %area = (
	accel => { name => 'accel/tcg', new => [qw(peephole liveness regalloc helpers icount softmmu)], files => [ map { "accel/tcg/$_.c" } qw(translate exec tb-cache) ], hot => 85 },
	target => { name => 'target/riscv', new => [qw(fpu mmu debug trap pmu gdb)], files => [ map { "target/riscv/$_.c" } qw(cpu csr insn pmp) ], hot => 75 },
	net => { name => 'hw/net', new => [qw(virtio mdio phy wake vlan)], files => [ map { "hw/net/$_.c" } qw(ethoc rtl lan) ], hot => 35 },
	block => { name => 'hw/block', new => [qw(nand spi partition mirror)], files => [ map { "hw/block/$_.c" } qw(flash sdcard) ], hot => 35 },
	char => { name => 'hw/char', new => [qw(gpio rtc console-log beeper)], files => [ map { "hw/char/$_.c" } qw(uart console) ], hot => 35 },
	include => { name => 'include', new => [qw(timer bridge memory clock)], files => [ map { "include/kestrel/$_.h" } qw(bus irq) ], hot => 60 },
	tests => { name => 'tests', new => [qw(test-timer test-mmu test-fpu test-flash test-bridge test-trap test-spi)], files => [ map { "tests/unit/test-$_.c" } qw(bus csr uart) ], hot => 5 },
	docs => { name => 'docs', new => [qw(porting faq glossary tracing debugging)], files => [ map { "docs/$_.rst" } qw(index boards networking) ], hot => 5 },
	ui => { name => 'ui', new => [qw(fonts clipboard palette touch)], files => [ map { "ui/$_.c" } qw(window keys) ], hot => 25 },
	scripts => { name => 'scripts', new => [qw(profile compare-traces image release)], files => [ 'scripts/boot.py', 'scripts/trace.py' ], hot => 20 },
	po => { name => 'po', new => [qw(zh fr)], files => [ 'po/de.po', 'po/ja.po' ], hot => 5 },
);

# ---- new text ----

sub ident { my ($path) = @_; my ($n) = $path =~ m{([^/.]+)\.\w+$}; return $n =~ tr/-/_/r }
my $n_names = 0;
sub reg { return pick(@regs) }
sub hex_mask { return sprintf '0x%x', (1 << (3 + rnd(12))) - 1 << rnd(4) }

my %used;    # names of functions
my @suffix = ('', '_ready', '_irq', '_step', '_all', '_late', '_next', '_masked');
sub c_function {    # of about 7 to 12 lines
	my ($dev) = @_;
	my ($r, $q) = (reg(), reg());
	my $f;
	do { $f = join '_', $dev, pick(qw(update reset load store check kick drain scan)), pick(@words) . pick(@suffix) } while $used{$f}++;
	my $kind = rnd(4);
	return "static void $f(struct $dev *s)\n{\n\ts->$r = 0;\n\ts->$q &= " . hex_mask() . ";\n\tirq_set(s->irq, s->$r != 0);\n}\n"
		if $kind == 0;
	return "static int $f(struct $dev *s, uint32_t val)\n{\n\tif (val > s->limit)\n\t\treturn -1;\n\ts->$r = val & " . hex_mask()
		. ";\n\treturn 0;\n}\n" if $kind == 1;
	return "static uint32_t $f(struct $dev *s, uint32_t addr)\n{\n\tswitch (addr) {\n\tcase " . hex_mask() . ":\n\t\treturn s->$r;\n"
		. "\tdefault:\n\t\treturn s->$q;\n\t}\n}\n" if $kind == 2;
	return "static bool $f(struct $dev *s)\n{\n\tuint32_t n = s->$r - s->$q;\n\n\treturn n < s->limit && (n & " . hex_mask() . ");\n}\n";
}
sub test_function {
	my ($dev) = @_;
	my $w;
	do { $w = join '_', $dev, pick(@words), pick(qw(wraps full empty reset masked late twice)) } while $used{$w}++;
	return "static void test_$w(void)\n{\n\tstruct board *b = board_new(\"$dev\");\n\n\tboard_write(b, " . hex_mask() . ", " . rnd(256)
		. ");\n\tassert_eq(board_read(b, " . hex_mask() . "), " . rnd(256) . ");\n\tboard_free(b);\n}\n";
}
my @sentences = (
	'The %s register reads as zero after reset.', 'Writes to the %s register take effect at the next tick.',
	'The board has one %s for each hart.', 'Set the %s before the %s, or the device stays idle.',
	'Images are loaded at the %s address.', 'Use the trace script to see each %s.',
	'A full %s drops what comes later.', 'The %s is shared by both ports.',
);
sub sentence { my $s = pick(@sentences); my $n = () = $s =~ /%s/g; return sprintf $s, map { pick(@words) } 1 .. $n }
sub section { my $t = ucfirst(pick(@words)) . ' ' . pick(qw(setup limits layout timing)) . ' ' . ++$n_names; return "\n$t\n" . '-' x length($t) . "\n\n" . join('', map { sentence() . "\n" } 1 .. 3) }
sub py_function { my $n = pick(@words) . '_' . ++$n_names; return "\n\ndef $n(board, limit=" . rnd(64) . "):\n    rows = board.read(\"" . reg() . "\")\n    return rows[:limit]\n" }
sub po_entry { my ($lang) = @_; my $n = ++$n_names; my $w = pick(@words);
	my %t = (de => "Der $w ist voll ($n)", ja => "\xe3\x83\x90\xe3\x83\x83\xe3\x83\x95\xe3\x82\xa1 $w $n", zh => "\xe7\xbc\x93\xe5\x86\xb2 $w $n");
	return "\nmsgid \"The $w is full ($n)\"\nmsgstr \"" . ($t{$lang} // $w) . "\"\n" }

# block(path) - something to put at the end of a file like this.
sub block {
	my ($path) = @_;
	return "\n" . test_function(ident($path) =~ s/^test_//r) if $path =~ m{^tests/.*\.c$};
	return section() if $path =~ /\.rst$/;
	return py_function() if $path =~ /\.py$/;
	return po_entry($1) if $path =~ m{(\w+)\.po$};
	return "\nvoid bus_" . pick(@words) . '_' . ++$n_names . "(struct bus *bus, uint32_t " . reg() . ");\n" if $path =~ /\.h$/;
	return "\n" . c_function(ident($path));
}
sub new_file {
	my ($path, $n) = @_;
	my $i = ident($path);
	my $head = $path =~ /\.h$/ ? "/* SPDX-License-Identifier: MIT */\n#pragma once\n#include <stdint.h>\n\nstruct bus;\n"
		: $path =~ /\.c$/ ? "/* SPDX-License-Identifier: MIT */\n#include \"kestrel/bus.h\"\n"
			. ($path =~ m{^tests/} ? "#include \"board.h\"\n" : "#include \"kestrel/irq.h\"\n\nstruct $i {\n\tuint32_t "
			. join(', ', @regs[ 0 .. 6 ]) . ";\n\tuint32_t " . join(', ', @regs[ 7 .. 14 ]) . ";\n\tint irq;\n};\n")
		: $path =~ /\.rst$/ ? ucfirst($i) . "\n" . '=' x length($i) . "\n\n" . sentence() . "\n"
		: $path =~ /\.py$/ ? "#!/usr/bin/env python3\n# SPDX-License-Identifier: MIT\nimport sys\n"
		: $path =~ /\.po$/ ? "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n" : '';
	return $head . join '', map { block($path) } 1 .. ($n // ($path =~ m{^(?:tests|docs)/} ? 9 : 2 + rnd(2)));
}

# ---- edits: text in; text, what was done, and why out ----

my @line = (    # code => what it does, why
	[ sub { my ($r) = @_; "\ts->$r = s->" . reg() . ' & ' . hex_mask() . ";\n" }, 'latch %s on a write', 'The guest reads it back at once and expects what it wrote.' ],
	[ sub { my ($r, $value) = @_; "\tif (!s->$r)\n\t\treturn$value;\n" }, 'do nothing while %s is zero', 'The real board ignores it then, and revision B depends on that.' ],
	[ sub { my ($r) = @_; "\tirq_set(s->irq, s->$r & " . hex_mask() . ");\n" }, 'raise the interrupt from %s', 'Without it the guest polls until its watchdog bites.' ],
	[ sub { my ($r) = @_; "\ttrace(\"$r %u\", s->$r);\n" }, 'trace %s', 'It took an hour to find this without a trace.' ],
);

# inserted(text, block) - between two blocks, or at the end.
sub inserted {
	my ($text, $block) = @_;
	my @l = split /^/, $text;
	my @at = grep { $l[$_] eq "\n" && ($l[ $_ + 1 ] // '') =~ /^(?:static|void|msgid|def)|^[A-Z]\w+ (?:setup|limits|layout|timing) / } 1 .. $#l;
	push @at, scalar @l;
	splice @l, pick(@at), 0, $block;
	return join '', @l;
}

# added(path, text) - the text with a block more.
sub added {
	my ($path, $text) = @_;
	my $new = block($path);
	my ($f) = $new =~ /(\w+)\(/;
	my ($title) = $new =~ /\A\n?(.+)\n-/;
	my ($full) = $new =~ /msgid "(.*) \(/;
	my ($what, $why) = $path =~ m{^tests/} ? ('test ' . (($f // '') =~ s/^test_//r =~ tr/_/ /r), 'It fails without the fix of last week, as it must.')
		: $path =~ /\.rst$/ ? ('describe the ' . lc($title =~ s/ \d+$//r), 'People ask for this on the list.')
		: $path =~ /\.po$/ ? ("translate '$full'", 'The string is new since the last release.')
		: $path =~ /\.py$/ ? ('read ' . ($new =~ /def (\w+)_\d+/)[0] . 's', 'The shell loop around it was too slow.')
		: ("add $f", 'A later change needs it in two places.');
	return (inserted($text, $new), $what, $why);
}

# edit(path, text, hot) - one small hunk.
sub edit {
	my ($path, $text, $hot) = @_;
	my @l = split /^/, $text;
	return added($path, $text) if length $text < 3200 && chance($hot > 50 ? 10 : 25) || @l < 8;
	if ($path =~ m{^(?:tests|docs)/} && chance(75)) {    # a line inside some block
		my @at = grep { $l[$_] =~ /board_free/ || $l[$_] =~ /\.$/ && $l[ $_ - 1 ] =~ /\.$/ } 2 .. $#l;
		return added($path, $text) unless @at;
		my $at = pick(@at);
		my $is_test = $l[$at] =~ /board_free/;
		splice @l, $at, 0, $is_test ? "\tassert_eq(board_read(b, " . hex_mask() . '), ' . rnd(256) . ");\n" : sentence() . "\n";
		return (join('', @l), $is_test ? 'read back one more register' : 'say more about the ' . pick(@words), 'People ask for this on the list.');
	}
	if ($path =~ /\.(?:rst|po|py)$/ || $path =~ m{^tests/}) {
		my @at = grep { $l[$_] =~ /\d|The/ && $l[$_] !~ /^#|^msg/ } 2 .. $#l;
		return added($path, $text) unless @at;
		my $at = pick(@at);
		my $did = $l[$at] =~ s/\b(\d+)\b/$1 + 1 + rnd(9)/e ? 'correct a number' : $l[$at] =~ s/\bThe (\w+)/Each $1/ ? "there is more than one $1" : return added($path, $text);
		return (join('', @l), $path =~ m{^tests/} ? 'expect what the manual says' : $did, 'The manual of revision B has it right.');
	}
	my @open = grep { $l[$_] eq "{\n" } 0 .. $#l;
	return added($path, $text) unless @open;
	my $open = $open[ chance($hot) ? 0 : rnd(scalar @open) ];
	my ($close) = grep { $l[$_] =~ /^\}/ } $open .. $#l;
	my @masks = grep { $l[$_] =~ /0x[0-9a-f]+/ } $open .. $close;
	if (@masks && chance(45)) {
		my $at = pick(@masks);
		my ($r) = ($l[$at] =~ /s->(\w+)/g)[-1] // 'the address';
		$l[$at] =~ s/0x[0-9a-f]+/hex_mask()/e;
		return (join('', @l), "keep the reserved bits of $r zero", 'Revision B of the manual reserves more of them.') if join('', @l) ne $text;
	}
	if ($close - $open > 9) {    # too long: drop a statement
		my $first = $l[ $open + 2 ];
		my ($r) = $first =~ /(?:s->|!s->)(\w+)/;
		if ($r && $first =~ /;$|if \(/ && $first !~ /return|switch|uint32_t/) {
			splice @l, $open + 2, $first =~ /if \(/ ? 2 : 1;
			return (join('', @l), "no longer look at $r here", 'The caller does it since the rework of the bus.');
		}
	}
	my $value = $l[ $open - 1 ] =~ /void/ ? '' : $l[ $open - 1 ] =~ /bool/ ? ' false' : ' 0';
	my $at = $open + 1 + ($l[ $open + 1 ] =~ /uint32_t/ ? 2 : 0);
	my ($r, $line) = (reg(), pick(@line));
	splice @l, $at, 0, $line->[0]->($r, $value);
	return (join('', @l), sprintf($line->[1], $r), $line->[2]);
}

# grown(path, text, n) - with exactly n more lines at the end, of code.
sub grown {
	my ($path, $text, $n) = @_;
	my $i = ident($path);
	die "grown by $n" if $n < 6;
	my $name = $i . '_' . pick(@words) . '_table_' . ++$n_names;
	return $text . "\nstatic const uint32_t $name\[] = {\n" . join('', map { sprintf "\t0x%04x, /* %s */\n", rnd(65536), reg() } 1 .. $n - 3) . "};\n";
}

1;
