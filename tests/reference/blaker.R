# Blaker's interval by brute force, independent of evidence/statistics/blaker.py: no theory of where the acceptability
# leaps, only its definition, scanned from the outside in and bisected at the first accepted point.
# Blaker H. Can J Stat 2000;28:783. Outermost accepted points: Klaschka J. BlakerCI, technical report 1099, 2010.

# P(of a count at least as far out as x), far out = its smaller tail is no larger than the smaller tail of x.
acceptability <- function(x, n, p) {
  up <- pbinom(x - 1, n, p, lower.tail = FALSE); down <- pbinom(x, n, p)
  counter <- function(tail, lower) {
    # the other tail's largest mass that does not exceed this tail
    q <- qbinom(tail, n, p, lower.tail = lower)
    if (lower) { mass <- pbinom(q, n, p); ifelse(mass <= tail, mass, pbinom(q - 1, n, p)) }
    else { mass <- pbinom(q - 1, n, p, lower.tail = FALSE); ifelse(mass <= tail, mass, pbinom(q, n, p, lower.tail = FALSE)) }
  }
  pmin(1, ifelse(up < down, up + counter(up, TRUE), down + counter(down, FALSE)))
}

# The same from the definition, count by count: slow, used to check the function above.
by_definition <- function(x, n, p) {
  all <- 0:n
  tail <- pmin(pbinom(all, n, p), pbinom(all - 1, n, p, lower.tail = FALSE))
  sum(dbinom(all, n, p)[tail <= tail[x + 1] * (1 + 1e-12)])
}
set.seed(1)
for (i in 1:300) {
  n <- sample(1:60, 1); x <- sample(0:n, 1); p <- runif(1)
  stopifnot(abs(acceptability(x, n, p) - min(1, by_definition(x, n, p))) < 1e-9)
}

first_accepted <- function(x, n, from, to, alpha, points = 400001) {
  grid <- from + (to - from) * seq(0, 1, length.out = points)^2  # finer where the limit is expected
  hit <- which(acceptability(x, n, grid) >= alpha)[1]
  if (hit == 1) return(from)
  out <- grid[hit - 1]; inside <- grid[hit]
  for (i in 1:200) {
    middle <- (out + inside) / 2
    if (acceptability(x, n, middle) >= alpha) inside <- middle else out <- middle
  }
  inside
}

blaker <- function(x, n, alpha = .05) {
  c(if (x == 0) 0 else first_accepted(x, n, qbeta(alpha / 2, x, n - x + 1), x / n, alpha),
    if (x == n) 1 else first_accepted(x, n, qbeta(alpha / 2, x + 1, n - x, lower.tail = FALSE), x / n, alpha))
}
