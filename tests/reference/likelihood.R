# The random-intercept logistic model by maximum likelihood, independent of lme4 and of evidence/pooling/glmm.py:
# each cohort's likelihood by R's adaptive integrate(), the maximum by optim(), the error from a difference Hessian.

log_likelihood <- function(x, n, mean, tau) {
  one <- function(x, n) {
    log_mass <- function(u) dbinom(x, n, plogis(mean + tau * u), log = TRUE) + dnorm(u, log = TRUE)
    mode <- optimize(log_mass, c(-12, 12), maximum = TRUE, tol = 1e-8)
    height <- mode$objective
    f <- function(u) exp(log_mass(u) - height)
    half <- function(a, b) integrate(f, a, b, rel.tol = 1e-11, abs.tol = 0, subdivisions = 5000)$value
    near <- 4 / sqrt(1 + tau^2 * n / 4)
    at <- mode$maximum
    height + log(half(at - 12, at - near) + half(at - near, at) + half(at, at + near) + half(at + near, at + 12))
  }
  sum(mapply(one, x, n))
}

# estimate, low, high, prediction low and high (fractions), tau2; t with k - 1 degrees of freedom
likelihood <- function(x, n) {
  crude <- qlogis(sum(x) / sum(n))
  minus <- function(at) -log_likelihood(x, n, at[1], at[2])
  fits <- lapply(c(.5, 2), function(tau) {
    near <- optim(c(crude, tau), minus, control = list(reltol = 1e-14, maxit = 5000))
    optim(near$par, minus, method = "BFGS", control = list(reltol = 1e-15, ndeps = c(1e-5, 1e-5)))
  })
  fit <- fits[[which.min(sapply(fits, `[[`, "value"))]]
  none <- abs(fit$par[2]) < 1e-2 || minus(c(crude, 0)) <= fit$value + 1e-9
  if (none) {
    mean <- crude; tau2 <- 0; p <- sum(x) / sum(n); error <- 1 / sqrt(sum(n) * p * (1 - p))
  } else {
    at <- newton(minus, fit$par)
    mean <- at[1]; tau2 <- at[2]^2; error <- sqrt(solve(curvature(minus, at))[1, 1])
  }
  q <- qt(.975, length(x) - 1)
  c(plogis(mean + c(0, -1, 1) * q * error), plogis(mean + c(-1, 1) * q * sqrt(tau2 + error^2)), tau2)
}

slope <- function(f, at, h = 1e-3) sapply(1:2, function(i) {
  e <- replace(c(0, 0), i, h)
  (8 * (f(at + e) - f(at - e)) - (f(at + 2 * e) - f(at - 2 * e))) / (12 * h)
})
curvature <- function(f, at, h = 1e-3) {
  m <- sapply(1:2, function(i) {
    e <- replace(c(0, 0), i, h)
    (8 * (slope(f, at + e) - slope(f, at - e)) - (slope(f, at + 2 * e) - slope(f, at - 2 * e))) / (12 * h)
  })
  (m + t(m)) / 2
}
newton <- function(f, at) {
  for (i in 1:5) at <- at - solve(curvature(f, at), slope(f, at))
  at
}
