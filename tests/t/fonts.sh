#!/bin/sh
# SPDX-License-Identifier: MIT
# Fonts are pinned by name: any script is drawn, the same on each run and
# under any locale, and a report says what it was set in.
. tests/lib.sh

# only FAMILY... - fonts.conf of a machine that has these folders alone
only() {
	{
		echo "<fontconfig><cachedir>$WORK/cache</cachedir>"
		for folder; do
			echo "<dir>/usr/share/fonts/truetype/$folder</dir>"
		done
		echo '</fontconfig>'
	} >fonts.conf
}
# fonts FOLDER - family, what stands for it, and if it is missing
fonts() {
	perl -MJSON::PP -e 'print map { join("|", $_->{family}, $_->{used} // "", $_->{missing} + 0) . "\n" }
		@{ decode_json(join "", <>)->{fonts} }' "$1/manifest.json"
}
for file in dejavu/DejaVuSans.ttf wqy/wqy-microhei.ttc \
	ancient-scripts/Symbola_hint.ttf; do
	[ -e "/usr/share/fonts/truetype/$file" ] ||
		test_skip_all "no $file (make deps)"
done

git init -q -b main "$WORK/scripts"
(
	cd "$WORK/scripts" || exit 1
	n=0
	for area in 文書と翻訳 한국어 العربية '🚀launch' 'plain text' עברית; do
		mkdir "$area"
		for step in 1 2 3; do
			n=$((n + 1))
			GIT_AUTHOR_NAME="山田 $area" commit_at \
				$((1700000000 + n * 2000000)) "$area: step $step

Assisted-by: Claude" "$area/file"
		done
	done
)
"$GP" audit -q -C "$WORK/scripts" --db "$WORK/scripts.db"

test_ok 'a report says what it was set in' '
	only dejavu wqy ancient-scripts
	export FONTCONFIG_FILE=$PWD/fonts.conf
	"$GP" report --db scripts.db --out out --format html,pdf >/dev/null
	fonts out >actual
	cat >expect <<-\END
	DejaVu Sans|DejaVu Sans|0
	DejaVu Sans Mono|DejaVu Sans Mono|0
	WenQuanYi Micro Hei|WenQuanYi Micro Hei|0
	Symbola|Symbola|0
	END
	grep -E "\"Symbola\", .*\"version\": \"[0-9]+\.[0-9]{3}\", \"file\": \"Symbola_hint.ttf\", \"missing\": false" out/manifest.json
	"$GP" verify out --db scripts.db
'
test_ok 'the same again, elsewhere' '
	export FONTCONFIG_FILE=$PWD/fonts.conf
	"$GP" plot --db scripts.db --out one --format svg,png,pdf activity heat-map
	for locale in ja_JP.UTF-8 ar_EG.UTF-8; do
		LC_ALL=$locale LANG=$locale LANGUAGE=${locale%%_*} PANGO_LANGUAGE=ko:ja \
			TZ=Asia/Tokyo "$GP" plot --db scripts.db --out two \
			--format svg,png,pdf activity heat-map
		diff -r one two
	done
'
test_ok 'each script is drawn from its font, and with colours of none' '
	export FONTCONFIG_FILE=$PWD/fonts.conf
	"$GP" plot --db scripts.db --out pdf --format pdf activity
	pdffonts pdf/activity.pdf | sed -n "s/^[A-Z]*+\([A-Za-z]*\).*/\1/p" |
		grep -x "DejaVuSans\|WenQuanYiMicroHei\|Symbola\|Noto.*" | sort -u >actual
	printf "%s\n" DejaVuSans WenQuanYiMicroHei Symbola | sort >expect
	[ "$(pdfimages -list pdf/activity.pdf | wc -l)" -eq 2 ]
	[ -z "${FONTS_SHOW-}" ] || cp -r one "$FONTS_SHOW"
'
test_ok 'where fonts are missing all else works, and the manifest says so' '
	only dejavu
	export FONTCONFIG_FILE=$PWD/fonts.conf
	"$GP" report --db scripts.db --out less --format html >/dev/null
	fonts less | tail -2 >actual
	printf "%s\n" "WenQuanYi Micro Hei||1" "Symbola||1" >expect
	"$GP" verify less --db scripts.db
	status 1 "$GP" verify out --db scripts.db >words
	grep "^note: the report was made with other fonts than are here" words
'
test_done
