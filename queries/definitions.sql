-- SPDX-License-Identifier: MIT
-- question: What do the words and the intervals of a report mean, and whose
--   are they?
-- column: repo | name of the repository
-- column: term | as the report uses it
-- column: definition | what it means here
-- column: source | who described it, and where; empty: this program's own
-- scope: repo
-- caveat: These are the definitions that the queries of this version go by; the
--   schema has those of single columns.
WITH terms (term, definition, source) AS (
  VALUES
  ('change', 'A commit with at most one parent. Merges are listed apart, in no '
   || 'share.', NULL),
  ('landed', 'Part of the history of the mainline, the first-parent chain of '
   || 'the tip. The date is the committer date of the mainline commit that '
   || 'brought it in. A foxtrot merge, whose parents are swapped, is followed '
   || 'to its second parent.', NULL),
  ('changes counted', 'Changes that landed; of a cherry-pick and its origin the '
   || 'first to land. The base of every share that names no other.', NULL),
  ('AI-assisted', 'With evidence of class declared, identity, session, footer '
   || 'or note, unless the commit says that no AI was used or a person took it '
   || 'back; or by the word of a person (git provenance annotate).', NULL),
  ('disclosed, declared', 'AI-assisted, with a line that is made to say so: '
   || 'evidence of class declared. Disclosed as asked: breaks no rule of kind '
   || 'require-trailer that is about AI-assisted changes alone.', NULL),
  ('automation', 'By a bot that is known and is no AI: dependency updates, '
   || 'releases, formatters, importers.', NULL),
  ('floor', 'A count that the truth may exceed and does not fall below: use '
   || 'that nobody declared leaves no trace.', NULL),
  ('area', 'A part of the project with owners, by MAINTAINERS or CODEOWNERS as '
   || 'they are at the tip, else by folder. A change counts in each area that '
   || 'it touches.', NULL),
  ('tier', 'A class of risk that a policy gives to paths; each path has one. A '
   || 'change counts in each tier that it touches.', NULL),
  ('kept policy', 'Breaks no rule of the era of its day, and none is '
   || 'undecidable: git holds all that the rules speak of. Decided are the '
   || 'changes that break a rule or keep all.', NULL),
  ('reviewed', 'With a Reviewed-by or Acked-by of a person who is not the '
   || 'author, and no tool or bot.', NULL),
  ('reverted within N days', 'Taken back as a whole, by what landed no later '
   || 'than N days after it. At risk are changes that landed N days or more '
   || 'before the tip, but for those that what landed together with them took '
   || 'back.', NULL),
  ('clean', 'git revert of the change would work, on the mainline as it was so '
   || 'many days after the landing. Tried are changes that it would work for '
   || 'or stop at; nothing is built or tested.', NULL),
  ('life', 'Time from the landing until a later mainline commit changed one of '
   || 'the lines or a neighbour of them; cut off (censored) at the tip.', NULL),
  ('Wilson interval', 'Of a share, at 95 %: the shares that a score test does '
   || 'not reject. It stays between 0 and 1, and has a width for 0 of n.',
   'E. B. Wilson, J. Am. Stat. Assoc. 22 (1927), 209-212'),
  ('Newcombe interval', 'Of the difference of two independent shares, at 95 %, '
   || 'from their Wilson intervals (method 10).',
   'R. G. Newcombe, Stat. Med. 17 (1998), 873-890'),
  ('Poisson interval', 'Of a rate of events per exposure, at 95 %, exact.',
   'F. Garwood, Biometrika 28 (1936), 437-442'),
  ('Kaplan-Meier estimate', 'The share of lives that last longer than a time, '
   || 'those that are cut off counted as long as they were followed.',
   'E. L. Kaplan and P. Meier, J. Am. Stat. Assoc. 53 (1958), 457-481'),
  ('interval of a curve', 'At 95 %, on the log-log scale, its variance by an '
   || 'infinitesimal jackknife over landings.',
   'J. Kalbfleisch and R. Prentice, The Statistical Analysis of Failure Time '
   || 'Data (1980); T. Therneau and P. Grambsch, Modeling Survival Data (2000)'),
  ('cluster bootstrap', 'An interval from 999 draws of whole landings, with '
   || 'replacement: 95 % of the draws lie in it. Changes of one landing were '
   || 'one decision, and are one piece of evidence. The seed is fixed.',
   'B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993)'),
  ('Mantel-Haenszel estimate', 'A difference, or a ratio, of shares within '
   || 'strata of one area, size and quarter, pooled over those that hold both '
   || 'groups. Intervals at 95 % by the variances of Sato, and of Greenland and '
   || 'Robins.',
   'N. Mantel and W. Haenszel, J. Natl. Cancer Inst. 22 (1959), 719-748; '
   || 'T. Sato, Biometrics 45 (1989), 1323-1324; S. Greenland and J. Robins, '
   || 'Biometrics 41 (1985), 55-68'),
  ('too few', 'Fewer than 20 changes, or of a drawn interval 10 landings, stand '
   || 'behind a claim: none is made.', NULL)
), numbered AS (
  SELECT row_number() OVER () AS nth, term, definition, source
    FROM terms
)
SELECT r.name AS repo, n.term, n.definition, n.source
  FROM repos AS r
 CROSS JOIN numbered AS n
 WHERE (:repo IS NULL OR r.name = :repo)
 ORDER BY r.name, n.nth;
