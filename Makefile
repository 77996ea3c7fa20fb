# make [all]: build/git-provenance   make demo: audit the samples and report
# make check: all tests              make lint, bench, install, dist, clean
# V=release (default) | debug | san | cov    prefix=/usr/local  DESTDIR=
VERSION = 0.1.0
V = release
prefix = /usr/local
B = build/$(V)
PKGS = libgit2 sqlite3 cairo pangocairo

CFLAGS_release = -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
CFLAGS_debug = -O0 -g
CFLAGS_san = -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
	-fsanitize=address,undefined
CFLAGS_cov = -O0 -g --coverage
LDFLAGS_release = -pie -Wl,-z,relro,-z,now
LDFLAGS_san = -fsanitize=address,undefined
LDFLAGS_cov = --coverage
WARN = -std=c11 -Wall -Wextra -Wpedantic -Werror -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wpointer-arith -Wvla -Wformat=2 \
	-Wundef -Wcast-qual
INCLUDES := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PKGS) 2>/dev/null))
ALL_CFLAGS = $(WARN) $(CFLAGS_$(V)) -D_GNU_SOURCE -DVERSION='"$(VERSION)"' \
	-I. $(INCLUDES) $(CFLAGS)
LIBS = $(shell pkg-config --libs $(PKGS)) -lcsv -lm -lpthread

SRC := $(sort $(wildcard audit/*.c audit/*/*.c audit/*/*/*.c report/*.c \
	plots/*.c queries/*.c))
OBJ := $(SRC:%.c=$B/%.o) $B/queries.gen.o
LIB_OBJ = $(filter-out $B/audit/main.o,$(OBJ))
UNIT := $(patsubst tests/unit/%.c,$B/unit/%,$(sort $(wildcard tests/unit/*.c)))
SQL := $(sort $(wildcard queries/*.sql))

.DELETE_ON_ERROR:
.PHONY: all deps demo check unit lint bench install dist clean
all: build/git-provenance

build/git-provenance: $B/git-provenance
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
$B/unit/%: tests/unit/%.c $(LIB_OBJ)
	@mkdir -p $(@D)
	@echo '  LD $@'; $(CC) $(ALL_CFLAGS) -MMD -MP $(LDFLAGS_$(V)) -o $@ $< $(LIB_OBJ) \
		$(LIBS) -lcmocka
$B/tool/%: tests/tool/%.c $(LIB_OBJ)
	@mkdir -p $(@D)
	@echo '  LD $@'; $(CC) $(ALL_CFLAGS) -MMD -MP $(LDFLAGS_$(V)) -o $@ $< $(LIB_OBJ) \
		$(LIBS)
unit: $(UNIT)

clean:
	rm -rf build out compile_commands.json

-include $(OBJ:.o=.d) $(UNIT:=.d)
