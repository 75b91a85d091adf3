import { configure } from '@testing-library/react'

// what is drawn after an answer of the engine may take a while on a busy machine; what never comes is told all the same
configure({ asyncUtilTimeout: 15_000 })
