import type { Plugin } from 'vite'

export function scanFiles(packages: string): Plugin
