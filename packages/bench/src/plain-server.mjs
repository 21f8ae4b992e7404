// What node:http alone costs: every request is answered with one body. JavaScript, so that no types have to be stripped at its start.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [port = '', bodyFile = ''] = process.argv.slice(2)
const body = readFileSync(bodyFile)

createServer((request, response) => {
  request.resume()
  response.writeHead(200, { 'content-type': 'application/json' }).end(body)
}).listen(Number(port), '127.0.0.1')
