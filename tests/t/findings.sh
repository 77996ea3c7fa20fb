#!/bin/sh
# SPDX-License-Identifier: MIT
# The sentences of a report, its table of areas and the flow to each
# denominator: counted again from lists of plain facts, and beside the other
# sections of the same report.
. tests/lib.sh

sample_history "$WORK/demo"
"$GP" audit -q -C "$WORK/demo" --db "$WORK/demo.db" \
	--policy "$TOP/samples/policies/kestrel.policy"

# rows QUERY OPTION... - its rows as FILE.json, FILE the query
rows() { "$GP" query "$@" --db "$WORK/demo.db" --format json >"$WORK/$1.json"; }

# perl with rows(QUERY) for those files, and the intervals of the books
cat >"$WORK/Facts.pm" <<'END'
package Facts;
use strict;
use warnings;
use JSON::PP;
use Exporter 'import';
our @EXPORT = qw(rows wilson newcombe near changes year_of);
my %read;
sub rows {
	return @{ $read{ $_[0] } } if $read{ $_[0] };
	open my $f, '<:raw', "$ENV{WORK}/$_[0].json" or die "$_[0]: $!";
	return @{ $read{ $_[0] } = decode_json(join '', <$f>) };
}
sub wilson { # by the roots of (p - x)^2 = z^2 x (1 - x) / n
	my ($k, $n) = @_;
	my ($z2, $p) = (1.959964**2, $k / $n);
	my ($a, $b, $c) = (1 + $z2 / $n, -(2 * $p + $z2 / $n), $p * $p);
	my $root = sqrt($b * $b - 4 * $a * $c);
	return ((-$b - $root) / 2 / $a, (-$b + $root) / 2 / $a);
}
sub newcombe {
	my ($k, $n, $l, $m) = @_;
	my ($p, $q) = ($k / $n, $l / $m);
	my ($p_low, $p_high) = wilson($k, $n);
	my ($q_low, $q_high) = wilson($l, $m);
	return ($p - $q,
		$p - $q - sqrt(($p - $p_low)**2 + ($q_high - $q)**2),
		$p - $q + sqrt(($p_high - $p)**2 + ($q - $q_low)**2));
}
sub near {
	my ($what, $is, $must) = @_;
	die "$what is " . ($is // 'empty') . ", not $must\n"
		if !defined $is || abs($is - $must) > 1e-6;
}
sub changes { # landed, no merges, each once; with ai from evidence itself
	my (%twice, %no, %ai, %declared);
	$twice{ $_->{oid} } = 1 for rows('cherry-picks');
	$no{ $_->{oid} } = 1 for grep { $_->{says} eq 'no' } rows('declarations');
	for (rows('evidence')) {
		next unless $_->{class} =~ /^(?:declared|identity|session|footer|note)$/;
		$ai{ $_->{oid} } = 1;
		$declared{ $_->{oid} } = 1 if $_->{class} eq 'declared';
	}
	return map { +{ %$_, ai => $ai{ $_->{oid} } && !$no{ $_->{oid} },
			declared => $declared{ $_->{oid} } } }
		grep { !$_->{merge} && defined $_->{landed_at} && !$twice{ $_->{oid} } }
		rows('commits');
}
sub year_of { # 0: the last, 1: the one before, and so on
	my ($at, @changes) = @_;
	my $last = 0;
	for (rows('commits')) {
		$last = $_->{landed_at}
			if $_->{mainline} && ($_->{landed_at} // 0) > $last;
	}
	my $days = int($last / 86400) - int($at / 86400);
	return int($days / 365);
}
1;
END
export WORK
facts() { perl -I"$WORK" -MFacts -e "$1"; }

for query in commits cherry-picks evidence declarations key-findings flow \
	area-risk violations ai-tools base measures would-qualify; do
	rows $query
done

test_ok 'adoption: counted again from commits and evidence' '
	facts '\''
		my ($f) = grep { $_->{finding} eq "adoption" } rows("key-findings");
		my (@n, @of);
		for (changes()) {
			my $year = year_of($_->{landed_at});
			$of[$year]++;
			$n[$year]++ if $_->{ai};
		}
		near("n", $f->{numerator}, $n[0]);
		near("m", $f->{denominator}, $of[0]);
		near("other n", $f->{other_numerator}, $n[1]);
		near("other m", $f->{other_denominator}, $of[1]);
		my ($low, $high) = wilson($n[0], $of[0]);
		near("low", $f->{low}, $low);
		near("high", $f->{high}, $high);
		my ($d, $from, $to) = newcombe($n[0], $of[0], $n[1], $of[1]);
		near("difference", $f->{difference}, $d);
		near("its low", $f->{difference_low}, $from);
		near("its high", $f->{difference_high}, $to);
		my $words = sprintf "at least %d of %d changes were AI-assisted: %.1f %% (95 %% interval %.1f %% to %.1f %%)",
			$n[0], $of[0], 100 * $n[0] / $of[0], 100 * $low, 100 * $high;
		die "no \"$words\" in $f->{sentence}" if index($f->{sentence}, $words) < 0;
		$words = sprintf "risen by %.1f percentage points (95 %% interval %.1f to %.1f)",
			100 * $d, 100 * $from, 100 * $to;
		die "no \"$words\" in $f->{sentence}" if index($f->{sentence}, $words) < 0;
	'\''
'
test_ok 'tool, people, disclosure: counted again' '
	facts '\''
		my %f;
		$f{ $_->{finding} } //= $_ for rows("key-findings");
		my @ai = grep { $_->{ai} } changes();
		my (%by, %tools, %is_ai);
		$by{ $_->{author_email} }++ for @ai;
		$is_ai{ $_->{oid} } = 1 for @ai;
		for (rows("evidence")) {
			next unless $is_ai{ $_->{oid} } && $_->{counted};
			$tools{ $_->{tool} }{ $_->{oid} } = 1;
		}
		my ($most) = sort { $b <=> $a } values %by;
		my ($top) = sort { $b <=> $a } map { scalar keys %$_ } values %tools;
		near("people", $f{people}{numerator}, $most);
		near("of people", $f{people}{denominator}, scalar @ai);
		$f{people}{sentence} =~ /^(\d+) authors/ or die $f{people}{sentence};
		near("authors", $1, scalar keys %by);
		near("tool", $f{tool}{numerator}, $top);
		near("disclosure", $f{disclosure}{numerator},
			scalar grep { $_->{declared} } @ai);
		near("of disclosure", $f{disclosure}{denominator}, scalar @ai);
	'\''
'
test_ok 'policy: changes with a violation in the last year' '
	facts '\''
		my ($f) = grep { $_->{finding} eq "policy" } rows("key-findings");
		my %broken;
		for (rows("violations")) {
			$broken{ $_->{oid} } = 1 if year_of($_->{landed_at}) == 0;
		}
		near("n", $f->{numerator}, scalar keys %broken);
	'\''
'
test_ok 'each sentence is remade by the query that it names' '
	"$GP" query key-findings --db demo.db --format json |
		perl -MJSON::PP -e "print qq(\$_->{behind}\n) for
			@{ decode_json(join q(), <>) }" >behind
	test -s behind
	while read -r query; do
		# shellcheck disable=SC2086
		"$GP" query $query --db demo.db --format json >rows.json
		grep -q "{" rows.json
	done <behind
'
test_ok 'the flow loses nothing on the way' '
	facts '\''
		my %step;
		for (rows("flow")) {
			$step{ $_->{step} } = $_;
			next unless defined $_->{of_step};
			near($_->{step}, $_->{n} + $_->{left_out}, $step{ $_->{of_step} }{n});
		}
		my @changes = changes();
		near("commits", $step{"commits reachable from the tips"}{n},
			scalar(my @all = rows("commits")));
		near("counted", $step{"changes counted"}{n}, scalar @changes);
		near("AI", $step{"AI-assisted changes"}{n},
			scalar grep { $_->{ai} } @changes);
	'\''
'
test_ok 'what a section counts is what every other counts' '
	facts '\''
		my %step = map { $_->{step} => $_->{n} } rows("flow");
		my %measure = map { $_->{measure} => $_ } rows("measures");
		my %f;
		$f{ $_->{finding} } //= $_ for rows("key-findings");
		my ($base) = rows("base");
		near("base", $base->{changes}, $step{"changes counted"});
		near("base AI", $base->{ai_assisted}, $step{"AI-assisted changes"});
		near("measures", $measure{"AI-assisted"}{of_n}, $base->{changes});
		near("measures AI", $measure{"AI-assisted"}{n}, $base->{ai_assisted});
		near("declared", $measure{"AI declared"}{n}, $f{disclosure}{numerator});
		near("at risk", $measure{"reverted in 90 days"}{of_n},
			$step{"at risk of a revert within 90 days"});
		near("tried", $measure{"clean revert at 365 days"}{of_n},
			$step{"tried at 365 days"});
		near("decided", $measure{"policy kept"}{of_n}, $step{"decided by \"Kestrel\""});
		my ($all) = grep { $_->{by} eq "all" } rows("would-qualify");
		near("what if", $f{"what-if"}{numerator}, $all->{allowed});
	'\''
'
test_ok 'areas: as adoption, revert rate and revert ease have them' '
	"$GP" query adoption -p by=area -p period=all --db demo.db --format json >adoption.json
	"$GP" query revert-rate -p by=area -p days=90 -p period=all --db demo.db --format json >revert-rate.json
	"$GP" query revert-ease -p horizon=365 --db demo.db --format json >revert-ease.json
	"$GP" query areas --db demo.db --format json >areas.json
	facts '\''
		my %risk = map { $_->{area} => $_ } rows("area-risk");
		my %seen;
		for (rows("adoption")) {
			my $r = $risk{ $_->{area} } or die "no $_->{area}";
			near("changes", $r->{changes}, $_->{changes});
			near("AI", $r->{ai_assisted}, $_->{ai_assisted});
			near("low", $r->{ai_low}, $_->{low});
			near("high", $r->{ai_high}, $_->{high});
			$seen{adoption}++;
		}
		for (rows("revert-rate")) {
			near("at risk", $risk{ $_->{part} }{at_risk}, $_->{at_risk});
			near("reverted", $risk{ $_->{part} }{reverted}, $_->{reverted});
			$seen{rate}++;
		}
		for (rows("revert-ease")) {
			near("tried", $risk{ $_->{part} }{tried}, $_->{changes});
			near("clean", $risk{ $_->{part} }{clean}, $_->{clean});
			$seen{ease}++;
		}
		for (grep { $_->{changes} } rows("areas")) {
			near("people", $risk{ $_->{area} }{people}, $_->{people});
			$seen{people}++;
		}
		die "too little was compared" if 4 != grep { $_ > 5 } values %seen;
	'\''
'
test_ok 'areas beyond the top ones are one row, each change once in it' '
	"$GP" query area-risk -p top=3 --db demo.db --format json >area-risk.json
	facts '\''
		my @top = rows("area-risk");
		die scalar @top if @top != 4;
		die "the last has a name" if defined $top[3]{area};
		die "more than there are" if $top[3]{changes} > 453;
		near("areas", $top[3]{areas}, 9999) if $top[3]{areas} < 2;
	'\''
'
test_ok 'under 20 changes it is too few to say, and no difference is told' '
	"$GP" query key-findings --db demo.db --author Ruth --format json |
		perl -MJSON::PP -e "
			for (@{ decode_json(join q(), <>) }) {
				next unless \$_->{finding} =~ /^(?:adoption|reverts|revert-ease|policy)\$/;
				next if \$_->{denominator} >= 20;
				die \$_->{sentence} if \$_->{sentence} !~ /too few/i;
				die \$_->{sentence} if defined \$_->{difference};
				\$n++;
			}
			die unless \$n;"
'
test_ok 'a scope without a change has no sentence' '
	"$GP" query key-findings --db demo.db --since 2030-01-01 --format csv |
		wc -l >actual
	echo 1 >expect
'
# many N NUMBERS - a history of N empty changes; those of NUMBERS say AI helped
many() {
	awk -v n="$1" -v ai=" $2 " 'BEGIN {
		for (i = 1; i <= n; i++) {
			text = "change " i "\n"
			if (index(ai, " " i " "))
				text = text "\nAssisted-by: Claude:opus\n"
			printf "commit refs/heads/main\ncommitter A <a@x> %d +0000\n", 1750000000 + i
			printf "data %d\n%s\n", length(text), text
		}
	}'
}
test_ok 'no share is rounded to nothing or to all' '
	git init -q --bare -b main rare
	many 12000 7000 | git -C rare fast-import --quiet
	"$GP" audit -q -C rare --db rare.db
	"$GP" query key-findings --db rare.db --format csv >rows
	grep -q "at least 1 of 12,000 changes was AI-assisted: <0.01 % (95 % interval <0.01 % to 0.05 %)" rows
	"$GP" query summary --db rare.db --format csv >rows
	grep -q "of 12000 changes counted: <0.01 %, 95 % interval <0.01 % to 0.05 %" rows
	git init -q --bare -b main usual
	many 12000 "$(seq -s " " 2 12000)" | git -C usual fast-import --quiet
	"$GP" audit -q -C usual --db usual.db
	"$GP" query key-findings --db usual.db --format csv >rows
	grep -q "at least 11,999 of 12,000 changes were AI-assisted: >99.99 % (95 % interval 99.95 % to >99.99 %)" rows
	"$GP" query summary --db usual.db --format csv >rows
	grep -q "of 12000 changes counted: >99.99 %, 95 % interval 99.95 % to >99.99 %" rows
'
test_done
