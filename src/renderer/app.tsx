import type { Bridge } from '@shared/bridge'
import { useState } from 'react'
import { ActionProvider } from './actions/action-registry'
import type { Connection } from './engine/connection'
import { EngineProvider, useConnectionState } from './engine/use-engine'
import { AppFrame } from './frame/app-frame'
import { FailedScreen, LostScreen } from './frame/connection-screens'
import { readPanes } from './frame/pane-storage'
import { currentFrameWidth } from './frame/use-width'
import { createNavigation, NavigationProvider } from './navigation'
import { AnnouncerProvider } from './ui/announcer'
import { TooltipProvider } from './ui/tooltip'

interface AppProps {
  readonly bridge: Bridge
  readonly connection: Connection
}

export function App({ bridge, connection }: AppProps) {
  const [navigation] = useState(startNavigation)
  return (
    <EngineProvider bridge={bridge} connection={connection}>
      <NavigationProvider navigation={navigation}>
        <ActionProvider>
          <TooltipProvider>
            <AnnouncerProvider>
              <Screen />
            </AnnouncerProvider>
          </TooltipProvider>
        </ActionProvider>
      </NavigationProvider>
    </EngineProvider>
  )
}

/** Panes begin as they were left; where there is little room the text comes first. */
function startNavigation() {
  const panes = readPanes()
  const width = currentFrameWidth()
  return createNavigation({
    isListOpen: width !== 'one' && panes.isListOpen,
    isSourcesOpen: width === 'three' && panes.isSourcesOpen,
  })
}

/** The whole page, or what stands in its place when there is no engine to work with. */
function Screen() {
  const state = useConnectionState()
  if (state.kind === 'failed') return <FailedScreen error={state.error} logFolder={state.logFolder} />
  if (state.kind === 'lost') return <LostScreen why={state.why} />
  return <AppFrame />
}
