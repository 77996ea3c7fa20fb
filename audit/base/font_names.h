/* SPDX-License-Identifier: MIT */
#ifndef BASE_FONT_NAMES_H
#define BASE_FONT_NAMES_H
/*
 * font_names - the families that charts and the PDF are set in, in this order:
 * the first that has a character gives it.
 */
#define FONTS_SANS "DejaVu Sans,WenQuanYi Micro Hei,Symbola"
#define FONTS_MONO "DejaVu Sans Mono,WenQuanYi Micro Hei,Symbola"

#endif
