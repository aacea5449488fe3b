# Regenerates pinned.csv: what the statistics of this repository are compared with. Not needed to run the tests.
#   Debian 12: apt-get install r-base-core r-cran-metafor r-cran-lme4 r-cran-iso
#   Rscript tests/reference/pin.R > tests/reference/pinned.csv
# One value a line: the function, its input, the method, which value, the value, how close the test asks us to be,
# and where the value comes from. "within" is absolute; it is wider than rounding only where the SOURCE is imprecise:
# printed digits and rma.glmm's seven quadrature nodes
# (for 0/5 0/7 0/4 3/9 0/12 tau2 is 6.474 with 7 nodes, 6.408 with 25, 6.389 by direct integration, as here).
# rma.glmm gives no fit where all cohorts have one rate; it says so on stderr and the row is left out.
# Not reachable: BlakerCI, PropCIs and BOIN are on CRAN only. Blaker's limits are pinned to a search of our own
# (blaker.R) and to the examples printed in BlakerCI's manual; BOIN's rates to its formula with Iso::pava.
suppressPackageStartupMessages({library(metafor); library(Iso)})
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
source(file.path(here, "blaker.R"))
source(file.path(here, "likelihood.R"))

pin <- function(fun, input, method, names, values, within, origin)
  cat(sprintf('%s,%s,%s,%s,%.15g,%g,"%s"\n', fun, input, method, names, values, within, origin), sep = "")
ends <- c("low", "high")
ours <- "R %s, own implementation in %s"
version <- paste0(R.version$major, ".", R.version$minor)
r <- function(what) sprintf("R %s %s", version, what)
own <- function(file) sprintf(ours, version, file)
cat("function,input,method,value_of,value,within,origin\n")

# --- one proportion -----------------------------------------------------------------------------------------------
counts <- list(c(0, 1), c(1, 1), c(0, 3), c(1, 3), c(0, 6), c(1, 6), c(6, 6), c(4, 28), c(10, 28), c(28, 28), c(17, 37),
               c(60, 185), c(0, 1000), c(1, 1000), c(999, 1000), c(0, 1e6), c(1, 1e6), c(1e6, 1e6))
for (count in counts) {
  x <- count[1]; n <- count[2]; input <- sprintf("%.0f/%.0f", x, n)
  pin("interval", input, "clopper-pearson", ends, binom.test(x, n)$conf.int, 1e-8, r("binom.test"))
  pin("interval", input, "wilson", ends, suppressWarnings(prop.test(x, n, correct = FALSE)$conf.int), 1e-8,
      r("prop.test(correct = FALSE)"))
  jeffreys <- qbeta(c(.025, .975), x + .5, n - x + .5)
  if (x == 0) jeffreys[1] <- 0
  if (x == n) jeffreys[2] <- 1
  pin("interval", input, "jeffreys", ends, jeffreys, 1e-8, r("qbeta, boundary rule of Brown, Cai & DasGupta 2001"))
  z <- qnorm(.975); size <- n + z^2; p <- (x + z^2 / 2) / size
  coull <- pmin(1, pmax(0, p + c(-1, 1) * z * sqrt(p * (1 - p) / size)))
  pin("interval", input, "agresti-coull", ends, coull, 1e-8, r("formula of Agresti & Coull 1998 cut to 0 and 1"))
  pin("interval", input, "blaker", ends, blaker(x, n), 1e-8, own("blaker.R (acceptability scanned and bisected)"))
  pin("upper_bound", input, "one-sided", "high", binom.test(x, n, alternative = "less")$conf.int[2], 1e-8,
      r("binom.test(alternative = 'less')"))
}
printed <- list("3/10" = c(.08726443, .61941066), "29/99" = c(.2097022, .3929079), "59/355" = c(.1300807, .2090809))
for (input in names(printed))
  pin("interval", input, "blaker", ends, printed[[input]], if (input == "3/10") 6e-9 else 6e-8,
      "printed in the manual of BlakerCI 1.0-6 (binom.blaker.limits)")

# --- dose levels --------------------------------------------------------------------------------------------------
levels <- list(list(x = c(0, 2, 0, 3), n = c(3, 6, 3, 6)), list(x = c(0, 0, 4, 4), n = c(3, 3, 15, 9)),
               list(x = c(1, 0, 0, 1, 0, 3), n = c(3, 3, 6, 6, 3, 6)), list(x = 3, n = 6), list(x = c(3, 0), n = c(3, 3)))
for (case in levels) {
  x <- case$x; n <- case$n; input <- paste0(x, "/", n, collapse = " "); place <- paste0("level", seq_along(x))
  pin("isotonic_rates", input, "n", place, pava(x / n, n), 1e-10, r("Iso::pava, weights n"))
  weight <- 1 / ((x + .05) * (n - x + .05) / ((n + .1)^2 * (n + .1 + 1)))
  pin("isotonic_rates", input, "boin", place, pava((x + .05) / (n + .1), weight), 1e-10,
      r("Iso::pava with rates and weights of BOIN::select.mtd"))
}

# --- pooling ------------------------------------------------------------------------------------------------------
sets <- c("4/10 3/20 2/30 1/40", "0/6 1/12 0/9 2/20", "2/10 4/20 6/30", "2/10 5/12", "1/10 9/10", "60/185 10/28 7/12 6/19",
          "12/12 9/10 25/30 6/9 18/18", "0/15 8/10 3/25 0/8 12/20 1/30", "120/300 45/150 210/420 33/90 5/40",
          "1/8 0/11 4/14 3/22 0/5 7/19 2/9 5/31 1/16 6/12", "0/5 0/7 0/4 3/9 0/12")
values <- c("estimate", ends, "prediction_low", "prediction_high", "tau2", "i2")
for (input in sets) {
  e <- matrix(as.numeric(strsplit(input, "[/ ]")[[1]]), 2); x <- e[1, ]; n <- e[2, ]
  fit <- rma(measure = "PLO", xi = x, ni = n, method = "REML", test = "adhoc",
             control = list(threshold = 1e-14, maxiter = 1e5))
  at <- predict(fit, transf = plogis)
  pin("pool", input, "reml-hksj", values, c(at$pred, at$ci.lb, at$ci.ub, at$pi.lb, at$pi.ub, fit$tau2, fit$I2 / 100), 1e-7,
      r(sprintf("metafor %s rma(measure = 'PLO', method = 'REML', test = 'adhoc')", packageVersion("metafor"))))
  fit <- tryCatch(suppressWarnings(rma.glmm(measure = "PLO", xi = x, ni = n, test = "t")), error = identity)
  if (inherits(fit, "error")) message(input, ": rma.glmm gives no fit: ", conditionMessage(fit)) else {
    at <- predict(fit, transf = plogis)
    pin("pool", input, "glmm", values, c(at$pred, at$ci.lb, at$ci.ub, at$pi.lb, at$pi.ub, fit$tau2, fit$I2 / 100),
        c(rep(3e-3, 5), 2e-3 + .015 * fit$tau2, 3e-3),
        r(sprintf("metafor %s rma.glmm(measure = 'PLO', test = 't'): 7 quadrature nodes", packageVersion("metafor"))))
  }
  pin("pool", input, "glmm", values[1:6], likelihood(x, n), 2e-7, own("likelihood.R (integrate and optim)"))
}
