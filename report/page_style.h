/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PAGE_STYLE_H
#define REPORT_PAGE_STYLE_H
/* page_style - the style sheet of the page; light and dark, screen and paper. */

extern const char page_style[];

#endif
