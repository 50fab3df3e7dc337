import { Exchange, ProviderHttp } from "../../../provider-kit"

/**
 * HTTP for several who look at one order at the same time: what two of them
 * read is asked for once.
 */
export const sharedReads = (http: ProviderHttp): ProviderHttp => {
  const reads = new Map<string, Promise<Exchange>>()
  return {
    send: (request, options) => {
      if (request.method !== "GET") {
        return http.send(request, options)
      }
      // After a refused token, the same is read with another one.
      const key = JSON.stringify([request.url, request.headers])
      const read = reads.get(key) ?? http.send(request, options)
      reads.set(key, read)
      return read
    },
  }
}
