import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'

export interface LoopbackServer {
  url: string
  /** Returns the number of connections accepted so far. */
  countConnections(): number
  /** Closes the server and all its connections. */
  close(): Promise<void>
}

/** Starts an HTTP server on a free loopback port. */
export function startHttpServer(listener: RequestListener): Promise<LoopbackServer> {
  return listen(createHttpServer(listener))
}

/** Starts a server below HTTP: `respond` gets the socket when the request has begun to arrive. */
export function startSocketServer(respond: (socket: Socket) => void): Promise<LoopbackServer> {
  return listen(createTcpServer((socket) => socket.once('data', () => respond(socket))))
}

async function listen(server: Server): Promise<LoopbackServer> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    // Many tests are about clients that hang up.
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    countConnections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
