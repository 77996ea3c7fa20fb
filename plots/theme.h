/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_THEME_H
#define PLOTS_THEME_H
/*
 * theme - colours, line styles and sizes of every chart, as constants.
 *
 * A chart speaks of colours by what they are for; only the page that is drawn
 * on knows its theme, and makes them red, green and blue.  The colours are
 * near those of Okabe and Ito (told apart with any colour vision), darkened
 * where they are too pale for a line on white, and paler on black; dashes and
 * markers differ as well, so that a grey print can be read.
 */
#include <stddef.h>

/* The looks that a page can have; the first is the one unless told otherwise.
 */
enum theme {
	THEME_LIGHT,
	THEME_DARK,  /* on the paper of a dark page of a report */
	THEME_PRINT, /* on white; neighbours differ when printed grey, too */
	THEME_N_THEMES,
};

enum { THEME_N_SERIES = 8, THEME_N_HEATS = 3 };

/* What a colour is for. */
enum theme_role {
	THEME_PAPER,  /* the page */
	THEME_INK,    /* titles and names */
	THEME_SOFT,   /* captions and tick labels */
	THEME_AXIS,   /* base lines and ticks */
	THEME_GRID,   /* lines behind the data */
	THEME_BAR,    /* bars of a single series */
	THEME_TOTAL,  /* bars of totals and of the rest */
	THEME_SERIES, /* the first of THEME_N_SERIES */
	THEME_HEAT = THEME_SERIES + THEME_N_SERIES, /* nothing, half, most */
	THEME_N_COLOURS = THEME_HEAT + THEME_N_HEATS,
	THEME_ON_HEAT = THEME_N_COLOURS, /* a text on a shade of heat */
};

/* A colour of whatever theme the page has. */
struct colour {
	enum theme_role role;
	double alpha; /* opacity, from 0 to 1 */
	double heat;  /* of the last two roles, from 0 to 1 */
};

/* Red, green and blue from 0 to 1, as in sRGB. */
struct theme_rgb {
	double red, green, blue;
};

enum theme_marker {
	THEME_CIRCLE,
	THEME_SQUARE,
	THEME_TRIANGLE,
	THEME_DIAMOND,
	THEME_CROSS,
	THEME_N_MARKERS,
};

/* How one series of lines looks. */
struct theme_series {
	struct colour colour;
	double dashes[4]; /* points on, off, ...; n_dashes of them */
	int n_dashes;     /* 0: a solid line */
	enum theme_marker marker;
	double width; /* of the line, in points */
};

/* "light", "dark", "print", and the way back; -1 for another word. */
const char *theme_name(enum theme theme);
int theme_read(const char *name, enum theme *theme_out);

/* What a colour looks like in a theme, but for its opacity. */
struct theme_rgb theme_rgb(enum theme theme, struct colour colour);

/* The look of series i; the first is the one the chart is about. */
const struct theme_series *theme_series(size_t i);

/* The same colour, less opaque. */
struct colour theme_faded(struct colour colour, double alpha);

/*
 * The shade of a heat map for a part, 0 to 1, of the most: further from the
 * paper all the way, darker or brighter.  And that of a text on it.
 */
struct colour theme_heat(double part);
struct colour theme_on_heat(double part);

/* The roles, opaque. */
extern const struct colour theme_paper;
extern const struct colour theme_ink;
extern const struct colour theme_soft;
extern const struct colour theme_axis;
extern const struct colour theme_grid;
extern const struct colour theme_bar;
extern const struct colour theme_total;

/* Font sizes in points. */
enum {
	THEME_TITLE_PT = 15,
	THEME_TEXT_PT = 10,
	THEME_SMALL_PT = 8,
	THEME_TINY_PT = 7,
};

#endif
