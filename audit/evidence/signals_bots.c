/* SPDX-License-Identifier: MIT */
/*
 * Bots that are no AI: they update dependencies, release, format, import.
 * Some work beside AI and are taken for it: gemini-cli-robot writes
 * changelogs, opencode@sst.dev releases, github-actions[bot] runs what it is
 * told.  A commit of theirs with counted evidence is not automation.
 */
#include <stddef.h>

#include "audit/evidence/signals.h"

#define EMAIL(tool, matcher, source) \
	{ \
		tool, SIGNAL_EMAIL, CLASS_AUTOMATION, matcher, NULL, source \
	}
#define SLUG(tool, matcher) \
	{ \
		tool, SIGNAL_SLUG, CLASS_AUTOMATION, matcher, NULL, "GitHub" \
	}
#define NAME(tool, matcher) \
	{ \
		tool, SIGNAL_NAME, CLASS_AUTOMATION, matcher, NULL, "seen" \
	}

const struct signal signals_bots[] = {
	SLUG("Dependabot", "dependabot[bot]"),
	SLUG("Dependabot", "dependabot-preview[bot]"),
	SLUG("Dependabot", "dependabot"),
	EMAIL("Dependabot", "support@dependabot.com", "seen"),
	NAME("Dependabot", "dependabot[bot]"),
	NAME("Dependabot", "dependabot-preview[bot]"),
	SLUG("Renovate", "renovate[bot]"),
	SLUG("Renovate", "renovate-bot"),
	EMAIL("Renovate", "bot@renovateapp.com", "seen"),
	NAME("Renovate", "renovate[bot]"),
	NAME("Renovate", "Renovate Bot"),
	NAME("Renovate", "red-hat-konflux[bot]"),
	SLUG("Konflux", "red-hat-konflux[bot]"),
	SLUG("Greenkeeper", "greenkeeper[bot]"),
	NAME("Greenkeeper", "greenkeeper[bot]"),
	EMAIL("Greenkeeper", "support@greenkeeper.io", "seen"),
	EMAIL("Snyk", "snyk-bot@snyk.io", "seen"),
	SLUG("Snyk", "snyk-bot"),
	SLUG("PyUp", "pyup-bot"),
	EMAIL("PyUp", "github-bot@pyup.io", "seen"),
	NAME("Scala Steward", "scala-steward"),
	SLUG("Depfu", "depfu[bot]"),
	SLUG("Mend", "mend-bolt-for-github[bot]"),

	SLUG("GitHub Actions", "github-actions[bot]"),
	SLUG("GitHub Actions", "github-actions"),
	EMAIL("GitHub Actions", "actions@github.com", "seen"),
	EMAIL("GitHub Actions", "action@github.com", "seen"),
	EMAIL("GitHub Actions", "github-actions@github.com", "seen"),
	NAME("GitHub Actions", "github-actions[bot]"),
	NAME("GitHub Actions", "GitHub Actions"),
	NAME("GitHub Actions", "GitHub Action"),
	SLUG("GitHub Advanced Security", "github-advanced-security[bot]"),
	SLUG("GitHub Code Quality", "github-code-quality[bot]"),
	SLUG("pre-commit.ci", "pre-commit-ci[bot]"),
	NAME("pre-commit.ci", "pre-commit-ci[bot]"),
	SLUG("pre-commit.ci lite", "pre-commit-ci-lite[bot]"),
	SLUG("autofix.ci", "autofix-ci[bot]"),
	SLUG("restyled.io", "restyled-io[bot]"),
	SLUG("DeepSource", "deepsource-autofix[bot]"),
	SLUG("ImgBot", "imgbot[bot]"),
	SLUG("All Contributors", "allcontributors[bot]"),
	NAME("All Contributors", "allcontributors[bot]"),
	SLUG("Mergify", "mergify[bot]"),
	NAME("Mergify", "mergify[bot]"),
	NAME("Mergify", "Mergify"),
	SLUG("bors", "bors[bot]"),
	NAME("bors", "bors[bot]"),
	NAME("bors", "bors"),
	SLUG("Changesets", "changeset-bot[bot]"),
	SLUG("semantic-release", "semantic-release-bot"),
	NAME("semantic-release", "semantic-release-bot"),
	SLUG("release-please", "release-please[bot]"),
	NAME("release-please", "release-please[bot]"),
	NAME("release-plz", "release-plz[bot]"),
	EMAIL("gemini-cli release bot", "gemini-cli-robot@google.com",
	      "gemini-cli e90c63fa158b"),
	EMAIL("OpenCode release bot", "opencode@sst.dev", "opencode"),
	NAME("Cline Evaluation", "Cline Evaluation"),
	NAME("Cline test bot", "cline-test-bot"),
	EMAIL("git-ai test runner", "test@git-ai-test.com", "git-ai"),
	SLUG("Weblate", "weblate"),
	EMAIL("Weblate", "hosted@weblate.org", "seen"),
	EMAIL("Weblate", "noreply@weblate.org", "seen"),
	NAME("Weblate", "Hosted Weblate"),
	EMAIL("Crowdin", "support+bot@crowdin.com", "seen"),
	NAME("Crowdin", "Crowdin Bot"),
	NAME("Transifex", "transifex-integration[bot]"),
	EMAIL("syzbot", "noreply@syzkaller.appspot.com", "Linux"),
	EMAIL("coreboot bot", "no-reply@coreboot.org", "coreboot"),
	EMAIL("Gerrit", "gerrit@coreboot.org", "coreboot"),
	EMAIL("ZFS buildbot", "buildbot@zfsonlinux.org", "zfs"),
	EMAIL("bootc bot", "bot@bootc.dev", "bootc"),
	SLUG("bootc bot", "bootc-bot[bot]"),
	SLUG("bootc bot", "bootc-actions-token[bot]"),
	SLUG("Renovate", "platform-engineering-bot"),
	EMAIL("Renovate", "platform-engineering@redhat.com", "bootc"),
	{ "GitHub App", SIGNAL_SUFFIX, CLASS_AUTOMATION, "[bot]", NULL,
	  "GitHub" },
	{ NULL, SIGNAL_EMAIL, CLASS_AUTOMATION, NULL, NULL, NULL },
};
