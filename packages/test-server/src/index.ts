export { type LoopbackServer, startHttpServer, startSocketServer } from './http.ts'
export { mostInWindow } from './most-in-window.ts'
export { stateOf } from './promise-state.ts'
export { type RedisServer, startRedisServer } from './redis.ts'
export {
  type ReceivedRequest,
  type Script,
  type ScriptedResponse,
  type ScriptedServer,
  startScriptedServer,
} from './scripted.ts'
