import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { AppModule } from './app.module'

async function bootstrap(): Promise<void> {
  const app = await NestFactory.create(AppModule, { logger: false })
  await app.listen(process.env.PORT ?? 0, '127.0.0.1')
  process.stdout.write(`listening on ${await app.getUrl()}\n`)
}

void bootstrap()
