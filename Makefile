# make [all] | demo: a report of the sample history | check | lint | clean
# make deps: what the build needs | bench REPO=... | install [prefix= DESTDIR=]
# V=release | debug | san | tsan | cov, e.g. make check V=san    make dist deb
# make fuzz TARGET=trailers TIME=60 | check-long: what takes hours
# make check-browser: the page in Chromium, with axe-core (needs the network once)
# make readme gallery: what README shows, made anew
VERSION = 0.1.0
NAME = git-provenance-$(VERSION)
export V = release
prefix = /usr/local
docdir = $(prefix)/share/doc/git-provenance
B = build/$(V)
PKGS = libgit2 zlib sqlite3 cairo pangocairo pangoft2 fontconfig

# What the machine is, where there is a compiler yet.
MACHINE := $(shell $(CC) -dumpmachine 2>/dev/null)
X86_32 = i386-% i486-% i586-% i686-%
# x86 checks where jumps and returns lead, with what this puts in.
CET := $(if $(filter x86_64-% $(X86_32),$(MACHINE)),-fcf-protection)
# The same figures everywhere: no x87 with its longer doubles, no fused
# multiply-add; and 64-bit sizes and times where long has 32 bits.
SAME := -ffp-contract=off $(if $(filter $(X86_32),$(MACHINE)),-msse2 -mfpmath=sse) \
	-D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64
CFLAGS_release = -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE \
	-fstack-clash-protection $(CET) -ffile-prefix-map=$(CURDIR)=.
CFLAGS_debug = -O0 -g
CFLAGS_san = -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
	-fsanitize=address,undefined
CFLAGS_tsan = -O1 -g -fno-omit-frame-pointer -fsanitize=thread
CFLAGS_cov = -O0 -g --coverage -fprofile-update=atomic -DCONFINE_TOO=\"$(CURDIR)/build/cov\"
# clang's; see tests/fuzz
CFLAGS_fuzz = -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
	-fsanitize=fuzzer-no-link,address,undefined
LDFLAGS_release = -pie -Wl,-z,relro,-z,now
LDFLAGS_san = -fsanitize=address,undefined
LDFLAGS_tsan = -fsanitize=thread
LDFLAGS_cov = --coverage
LDFLAGS_fuzz = -fsanitize=fuzzer,address,undefined
WARN = -std=c11 -Wall -Wextra -Wpedantic -Werror -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wpointer-arith -Wvla -Wformat=2 \
	-Wundef -Wcast-qual
INCLUDES := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PKGS) 2>/dev/null))
ALL_CFLAGS = $(WARN) $(CFLAGS_$(V)) $(SAME) -D_GNU_SOURCE -DVERSION=\"$(VERSION)\" \
	-I. $(INCLUDES) $(CFLAGS)
LIBS = $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lcsv -lm -lpthread

SRC := $(sort $(wildcard audit/*.c audit/*/*.c audit/*/*/*.c report/*.c \
	plots/*.c queries/*.c))
OBJ := $(SRC:%.c=$B/%.o) $B/queries.gen.o
# A test takes the objects that it needs: all of them take a second to link.
LIB = $B/all-but-main.a
UNIT := $(patsubst tests/unit/%.c,$B/unit/%,$(sort $(wildcard tests/unit/*.c)))
TOOL := $(patsubst tests/tool/%.c,$B/tool/%,$(sort $(wildcard tests/tool/*.c)))
FUZZ_MAIN = tests/fuzz/driver.c
FUZZ := $(patsubst tests/fuzz/%.c,$B/fuzz/%,$(sort \
	$(filter-out $(FUZZ_MAIN),$(wildcard tests/fuzz/*.c))))
FUZZ_CC = clang
TARGET = trailers
TIME = 60
SQL := $(sort $(wildcard queries/*.sql))
LINT := $(sort $(wildcard tests/lint/*.sh))
DEMO = build/demo
# A sanitizer's exit status is none of ours.
SAN_OPTIONS = exitcode=99:print_suppressions=0$(addprefix \
	:suppressions=$(CURDIR)/,$(wildcard tests/lsan.supp))
PROVE = GP=$B/git-provenance BUILD=$B CMOCKA_MESSAGE_OUTPUT=TAP \
	ASAN_OPTIONS=exitcode=99 LSAN_OPTIONS=$(SAN_OPTIONS) \
	UBSAN_OPTIONS=exitcode=99:print_stacktrace=1 \
	TSAN_OPTIONS=exitcode=99:suppressions=$(CURDIR)/tests/tsan.supp prove -f -o -j$$(nproc)

.DELETE_ON_ERROR:
.PHONY: all deps demo demo-now check check-now check-browser check-long coverage prove unit \
	lint lint-now bench fuzz install deb dist clean readme gallery build/git-provenance
all: build/git-provenance

build/git-provenance: $B/git-provenance # phony: V may have changed
	@ln -sf $(V)/git-provenance $@
$B/git-provenance: $(OBJ)
	@echo '  LD $@'; $(CC) $(LDFLAGS_$(V)) $(LDFLAGS) -o $@ $(OBJ) $(LIBS)
$B/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo '  CC $<'; $(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$B/queries.gen.o: ALL_CFLAGS += -Wno-overlength-strings
$B/queries.gen.o: build/queries.gen.c Makefile
	@mkdir -p $(@D)
	@echo '  CC $<'; $(CC) $(ALL_CFLAGS) -c -o $@ $<
build/queries.gen.c: queries/embed.awk $(SQL)
	@mkdir -p build
	LC_ALL=C awk -f queries/embed.awk $(SQL) >$@+
	mv $@+ $@
$(LIB): $(filter-out $B/audit/main.o,$(OBJ))
	@rm -f $@
	@echo '  AR $@'; $(AR) rcs $@ $^
$B/unit/%: tests/unit/%.c $(LIB)
	@mkdir -p $(@D)
	@echo '  LD $@'; $(CC) $(ALL_CFLAGS) -MMD -MP $(LDFLAGS_$(V)) -o $@ $< $(LIB) \
		$(LIBS) -lcmocka
$B/tool/%: tests/tool/%.c $(LIB)
	@mkdir -p $(@D)
	@echo '  LD $@'; $(CC) $(ALL_CFLAGS) -MMD -MP $(LDFLAGS_$(V)) -o $@ $< $(LIB) \
		$(LIBS)
$B/fuzz/%: tests/fuzz/%.c $(FUZZ_MAIN) $(LIB)
	@mkdir -p $(@D)
	@echo '  LD $@'; $(CC) $(ALL_CFLAGS) -MMD -MP $(LDFLAGS_$(V)) -o $@ $< \
		$(if $(filter fuzz,$(V)),,$(FUZZ_MAIN)) $(LIB) $(LIBS)
$B/fault.so: tests/fault/fault.c Makefile
	@mkdir -p $(@D)
	@echo '  LD $@'; $(CC) $(WARN) -O1 -g -D_GNU_SOURCE -shared -fPIC -o $@ $< -ldl
unit: $(UNIT) $(TOOL) $(FUZZ) $B/fault.so

deps:
	@tests/deps
# Flags depend on what deps installs, so what follows it is another make.
demo check: deps
	@$(MAKE) --no-print-directory $@-now
lint:
	@tests/deps lint
	@$(MAKE) --no-print-directory lint-now

demo-now: all
	rm -rf $(DEMO) && mkdir -p $(DEMO) out
	git init -q --bare -b main $(DEMO)/kestrel.git
	git -C $(DEMO)/kestrel.git fast-import --quiet <samples/history.fi
	$B/git-provenance audit -C $(DEMO)/kestrel.git --db $(DEMO)/provenance.db \
		--policy samples/policies/kestrel.policy
	$B/git-provenance report --db $(DEMO)/provenance.db --out out
	@echo "The report is out/index.html, its database $(DEMO)/provenance.db"
gallery: demo
	build/git-provenance plot --db $(DEMO)/provenance.db --out samples/gallery
readme: all
	GP=$B/git-provenance tests/readme-parts README.md >build/README.md
	mv build/README.md README.md
check-now: all unit
	$(PROVE) $(UNIT) $(sort $(wildcard tests/t/*.sh)) \
		$(filter-out tests/lint/tool-%,$(LINT))
lint-now: $(OBJ) compile_commands.json
	$(PROVE) $(LINT)
coverage: # after make check V=cov
	tests/coverage build/cov
prove: all unit # some of the tests: TESTS=...
	$(PROVE) $(TESTS)
check-browser: demo
	tests/check-browser out
check-long: all unit
	GP=$B/git-provenance BUILD=$B tests/check-long
fuzz:
	@$(MAKE) --no-print-directory V=fuzz CC='$(FUZZ_CC)' build/fuzz/fuzz/$(TARGET)
	@mkdir -p build/corpus/$(TARGET)
	build/fuzz/fuzz/$(TARGET) -max_total_time=$(TIME) -max_len=16384 -timeout=10 \
		-artifact_prefix=build/corpus/$(TARGET)- -print_final_stats=1 \
		build/corpus/$(TARGET) tests/fuzz/seeds/$(TARGET)
bench: all
	GP=$B/git-provenance tests/bench/run $(if $(REPO),--repository='$(REPO)') $(SIZES)

# Manual pages and completions, by the program from its own tables.
$B/share: $B/git-provenance
	rm -rf $@ $@+ && mkdir -p $@+/man/man1 $@+/man/man5 \
		$@+/bash-completion/completions $@+/zsh/site-functions
	for page in $$($< --manual list); do \
		$< --manual $$page >$@+/man/man$${page##*.}/$$page || exit 1; done
	$< --completion bash >$@+/bash-completion/completions/git-provenance
	$< --completion zsh >$@+/zsh/site-functions/_git-provenance
	mv $@+ $@
install: all $B/share
	install -D $B/git-provenance $(DESTDIR)$(prefix)/bin/git-provenance
	install -D -m 644 README.md $(DESTDIR)$(docdir)/README.md
	cd $B/share && find . -type f -exec install -D -m 644 {} \
		$(DESTDIR)$(abspath $(prefix))/share/{} \;
deb: all $B/share
	VERSION=$(VERSION) tests/package-deb $B build
dist:
	@mkdir -p build
	git archive --prefix=$(NAME)/ HEAD | gzip -9n >build/$(NAME).tar.gz
compile_commands.json: Makefile $(SRC)
	@for f in $(SRC); do printf '%s{"directory": "%s", "file": "%s", "command": %s}\n' \
		"$${sep-[}" '$(CURDIR)' $$f '"cc $(subst ",\",$(subst \,\\,$(ALL_CFLAGS))) '"-c $$f\""; \
		sep=,; done >$@; echo ']' >>$@
clean:
	rm -rf build out compile_commands.json

-include $(OBJ:.o=.d) $(UNIT:=.d) $(TOOL:=.d) $(FUZZ:=.d)
