import { serveHelper } from '../processes/serve-helper'
import { createParseService } from './parse-service'

const service = createParseService()
serveHelper((message) => service.answer(message))
