const noNetwork =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|name resolution|getaddrinfo|Failed to establish a new connection|Network is unreachable|Read timed out|ConnectTimeout|ProxyError|Tunnel connection failed/i;

/** A sentence where a program's output says that it did not get through to the network, or that the disk is full. */
export function networkTrouble(/** @type {string} */ output, /** @type {string} */ whom) {
  if (/ENOSPC|No space left on device/i.test(output)) return "no space is left on the disk: make room and start again";
  const found = noNetwork.exec(output);
  if (!found) return undefined;
  return `${whom} could not be reached (${found[0]}). The first start needs the network: check the connection or the proxy settings and start again`;
}
