# fitdistrplus, with the densities of actuar and evd; the same arguments, rule and output as measure.py.
suppressPackageStartupMessages({
  library(fitdistrplus)
  library(actuar)
  library(evd)
})

dtls <- function(x, nu, mu, sigma, log = FALSE) {
  density <- dt((x - mu) / sigma, nu, log = TRUE) - log(sigma)
  if (log) density else exp(density)
}
ptls <- function(q, nu, mu, sigma) pt((q - mu) / sigma, nu)

# The start is fitdistrplus's own where it has one.
fits <- list(
  "normal" = function(x) fitdist(x, "norm"),
  "lognormal" = function(x) fitdist(x, "lnorm"),
  "exponential" = function(x) fitdist(x, "exp"),
  "gamma" = function(x) fitdist(x, "gamma"),
  "weibull" = function(x) fitdist(x, "weibull"),
  "pareto" = function(x) fitdist(x, "pareto1", start = list(shape = 1), fix.arg = list(min = min(x))),
  "loglogistic" = function(x) fitdist(x, "llogis", start = list(shape = 1, scale = median(x))),
  "inverse-gaussian" = function(x) fitdist(x, "invgauss", start = list(mean = mean(x), shape = mean(x))),
  "gev" = function(x) fitdist(x, "gev", start = list(loc = median(x), scale = IQR(x) / 2, shape = 0.1)),
  "student-t" = function(x) fitdist(x, "tls", start = list(nu = 5, mu = median(x), sigma = IQR(x) / 2)),
  "gpd" = function(x) fitdist(x, "gpd", start = list(scale = mean(x), shape = 0.1))
)
# The minimum of a Pareto law is estimated too, if not by fitdist.
held <- c("pareto" = 1)

arguments <- commandArgs(trailingOnly = TRUE)
file <- arguments[[1]]
seconds <- as.numeric(arguments[[2]])
families <- strsplit(arguments[[3]], ",")[[1]]
values <- readBin(file, "double", file.size(file) / 8)

spent <- c()
while (length(spent) == 0 || (sum(spent) < seconds && length(spent) < 1000)) {
  begin <- proc.time()
  fitted <- lapply(families, function(family) suppressWarnings(try(fits[[family]](values), silent = TRUE)))
  spent <- c(spent, sum((proc.time() - begin)[c("user.self", "sys.self")]))
}
each <- mapply(function(family, fit) {
  if (inherits(fit, "try-error") || !is.finite(fit$loglik)) return(sprintf('"%s": [null, 0]', family))
  sprintf('"%s": [%.17g, %d]', family, fit$loglik, length(fit$estimate) + sum(held[family], na.rm = TRUE))
}, families, fitted)
cat(sprintf('{"spent": [%s], "fits": {%s}}\n', paste(sprintf("%.6f", spent), collapse = ", "), paste(each, collapse = ", ")))
