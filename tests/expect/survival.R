# SPDX-License-Identifier: MIT
# Makes survival-lives.csv and survival-figures.csv, which the unit tests
# base_survival and base_stats hold the program's estimates against:
#
#	cd tests/expect && Rscript survival.R
#
# needs R (r-base-core) and its packages survival and metafor
# (r-cran-survival, r-cran-metafor); the tests need none of them.  Times are
# whole, as in the program.
library(survival)
suppressMessages(library(metafor))
options(digits = 15)

# The remission times of 21 patients under 6-MP: E. Freireich et al., Blood 21
# (1963), 699-716, the worked example of many textbooks.
freireich <- data.frame(
  set = "freireich",
  time = c(6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32,
           32, 34, 35),
  ended = c(1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0),
  cluster = 0:20)

# Made up: a share ends at once, lives of a cluster hang together, many ties.
made <- function(set, n, n_clusters, scale, until, unit) {
  cluster <- sample(n_clusters, n, replace = TRUE) - 1
  pull <- exp(rnorm(n_clusters, sd = 0.8))[cluster + 1]
  life <- floor(rexp(n, 1 / (scale * pull)) / unit) * unit
  life[runif(n) < 0.2] <- 0
  cut <- floor(runif(n, 0, until) / unit) * unit
  data.frame(set = set, time = pmin(life, cut),
             ended = as.integer(life <= cut), cluster = cluster)
}
set.seed(20200229)
sets <- list(freireich,
             made("days", 400, 60, 250, 2000, 1),
             made("ties", 150, 25, 40, 200, 20),
             made("seconds", 300, 80, 3e7, 6e7, 1),
             made("young", 60, 60, 5000, 300, 1))

figures <- data.frame()
figure <- function(set, what, at, value)
  figures <<- rbind(figures, data.frame(set = set, what = what, at = at,
                                        value = unname(value)))
curve <- function(d, at) {
  set <- d$set[1]
  fit <- survfit(Surv(time, ended) ~ 1, d, conf.type = "log-log")
  by <- survfit(Surv(time, ended) ~ 1, d, conf.type = "log-log",
                cluster = cluster, robust = TRUE)
  s <- summary(fit, times = at, extend = TRUE)
  r <- summary(by, times = at, extend = TRUE)
  for (i in seq_along(at)) {
    figure(set, "share", at[i], s$surv[i])
    figure(set, "at-risk", at[i], s$n.risk[i])
    figure(set, "greenwood", at[i], s$std.err[i])
    figure(set, "low", at[i], s$lower[i])
    figure(set, "high", at[i], s$upper[i])
    figure(set, "clustered", at[i], r$std.err[i])
    figure(set, "clustered-low", at[i], r$lower[i])
    figure(set, "clustered-high", at[i], r$upper[i])
    if (at[i] <= min(d$time))
      next # R refuses
    m <- summary(fit, rmean = at[i])$table
    figure(set, "mean", at[i], m["rmean"])
    figure(set, "mean-error", at[i], m["se(rmean)"])
  }
  q <- quantile(fit, 0.5)
  figure(set, "median", 0, q$quantile)
  figure(set, "median-low", 0, q$lower)
  figure(set, "median-high", 0, q$upper)
}
curve(sets[[1]], c(1, 6, 10, 15, 23, 34))
curve(sets[[2]], c(0, 30, 90, 180, 365, 1000))
curve(sets[[3]], c(0, 20, 40, 100))
curve(sets[[4]], c(2592000, 7776000, 31536000))
curve(sets[[5]], c(30, 90, 180))

# The quantiles behind the intervals of counts and trends.
for (n in c(1, 2, 7, 40, 1000, 250000)) {
  ci <- poisson.test(n)$conf.int
  figure("poisson", "low", n, ci[1])
  figure("poisson", "high", n, ci[2])
}
for (df in c(1, 2, 3, 10, 38, 1000))
  figure("student", "quantile", df, qt(0.975, df))
x <- 1:12
y <- c(.21, .19, .25, .31, .22, .35, .38, .33, .41, .52, .44, .47)
w <- c(120, 80, 95, 140, 33, 210, 150, 88, 61, 77, 190, 45)
fit <- lm(y ~ x, weights = w)
figure("trend", "slope", 0, coef(fit)[2])
figure("trend", "low", 0, confint(fit)[2, 1])
figure("trend", "high", 0, confint(fit)[2, 2])
for (p in list(c(0, 10), c(1, 10), c(81, 263), c(15, 148), c(500, 500))) {
  ci <- prop.test(p[1], p[2], correct = FALSE)$conf.int
  figure(paste0("wilson-", p[1]), "low", p[2], ci[1])
  figure(paste0("wilson-", p[1]), "high", p[2], ci[2])
}

# Two strata of the UGDP trial of tolbutamide (deaths by age), as in
# K. Rothman, Epidemiology: an introduction, 2002; then many sparse ones.
match <- function(set, a, n1, b, n0) {
  rr <- rma.mh(measure = "RR", ai = a, n1i = n1, ci = b, n2i = n0)
  rd <- rma.mh(measure = "RD", ai = a, n1i = n1, ci = b, n2i = n0)
  figure(set, "difference", 0, rd$beta[1])
  figure(set, "difference-low", 0, rd$ci.lb)
  figure(set, "difference-high", 0, rd$ci.ub)
  figure(set, "ratio", 0, exp(rr$beta[1]))
  figure(set, "ratio-low", 0, exp(rr$ci.lb))
  figure(set, "ratio-high", 0, exp(rr$ci.ub))
}
match("ugdp", c(8, 22), c(106, 98), c(5, 16), c(120, 85))
i <- 0:39
match("sparse", i %% 3, i %% 3 + i %% 2 + 1, i %% 5, i %% 5 + i %% 7 + 1)

lives <- do.call(rbind, sets)
figures$value <- formatC(figures$value, digits = 12, format = "g", width = 1)
write.csv(format(lives, scientific = FALSE, trim = TRUE),
          "survival-lives.csv", row.names = FALSE, quote = FALSE)
write.csv(figures, "survival-figures.csv", row.names = FALSE, quote = FALSE)
