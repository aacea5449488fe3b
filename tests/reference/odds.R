# Conditional odds ratio of a 2x2 table with exact limits, to 1e-12: fisher.test stops its root finder at 1.2e-4.
# Fisher's noncentral hypergeometric distribution (Cornfield 1956), as fisher.test documents.

conditional <- function(m, alpha = .05) {
  a <- m[1, 1]; white <- sum(m[, 1]); black <- sum(m[, 2]); drawn <- sum(m[1, ])
  support <- max(0, drawn - black):min(drawn, white)
  logs <- dhyper(support, white, black, drawn, log = TRUE)
  mass <- function(theta) { d <- logs + theta * support; d <- exp(d - max(d)); d / sum(d) }
  root <- function(f) exp(uniroot(f, c(-30, 30), tol = 1e-14, maxiter = 10000)$root)
  least <- min(support); most <- max(support)
  c(if (a == least) 0 else if (a == most) Inf else root(function(t) sum(support * mass(t)) - a),
    if (a == least) 0 else root(function(t) sum(mass(t)[support >= a]) - alpha / 2),
    if (a == most) Inf else root(function(t) sum(mass(t)[support <= a]) - alpha / 2))
}
