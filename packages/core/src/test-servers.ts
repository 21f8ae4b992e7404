import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'

export interface LoopbackServer {
  url: string
  /** Connections accepted so far. */
  countConnections(): number
  close(): Promise<void>
}

/** An HTTP server on a free loopback port. */
export function startHttpServer(listener: RequestListener): Promise<LoopbackServer> {
  return listen(createHttpServer(listener))
}

/** A server below HTTP: `answer` gets the socket when the request has begun to arrive. */
export function startSocketServer(answer: (socket: Socket) => void): Promise<LoopbackServer> {
  return listen(createTcpServer((socket) => socket.once('data', () => answer(socket))))
}

async function listen(server: Server): Promise<LoopbackServer> {
  const sockets: Socket[] = []
  server.on('connection', (socket: Socket) => {
    sockets.push(socket)
    // Clients that hang up are what most tests are about.
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    countConnections: () => sockets.length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
