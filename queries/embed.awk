# SPDX-License-Identifier: MIT
# embed.awk - turn queries/*.sql into the table that queries.h declares.
# Each line of a file becomes one C string literal, so that the text in the
# program is the text of the file, comments and all.
function base(path) { sub(/.*\//, "", path); sub(/\.sql$/, "", path); return path }
BEGIN {
	print "/* Made by queries/embed.awk. */"
	print "#include \"queries/queries.h\"\n"
	print "const struct query_file query_files[] = {"
}
FNR == 1 {
	if (open_entry) print "\t},"
	printf "\t{\n\t\t\"%s\",\n", base(FILENAME)
	open_entry = 1
}
{
	gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); gsub(/\?\?/, "?\\?")
	gsub(/\t/, "\\t")
	printf "\t\t\"%s\\n\"\n", $0
}
END {
	if (open_entry) print "\t},"
	print "\t{ 0 }\n};"
}
