import { configure } from '@testing-library/react'
import { beforeEach } from 'vitest'

// what is drawn after an answer of the engine may take a while on a busy machine; what never comes is told all the same
configure({ asyncUtilTimeout: 15_000 })

// each test is a tab of its own
beforeEach(() => window.sessionStorage.clear())
