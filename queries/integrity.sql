-- SPDX-License-Identifier: MIT
-- question: Is the database whole?
-- column: kind | structure: of the file; reference: a row that speaks of one
--   that is not there
-- column: problem | what is wrong, in the words of SQLite
-- caveat: No rows: it is whole.  Any row: make it anew, by an audit with
--   another --db; give it the annotations that 'annotate --list' still prints.
-- caveat: A bit that flipped inside of a text or a number leaves a database
--   whole; only an audit with --rebuild compares it with the repository.
SELECT 'structure' AS kind, integrity_check AS problem
  FROM pragma_integrity_check
 WHERE integrity_check <> 'ok'
 UNION
SELECT 'reference', "table" || ', row ' || coalesce(rowid, '?') || ': no such '
       || parent
  FROM pragma_foreign_key_check
 ORDER BY kind, problem;
