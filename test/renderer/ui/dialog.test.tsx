import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Dialog } from '../../../src/renderer/ui/dialog'
import { Menu, MenuItem } from '../../../src/renderer/ui/menu'
import { TooltipProvider } from '../../../src/renderer/ui/tooltip'

afterEach(cleanup)

function Opened({ viaMenu = false }: { readonly viaMenu?: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const open = () => setOpen(true)
  return (
    <TooltipProvider>
      <input aria-label="Elsewhere" />
      {viaMenu ? (
        <Menu trigger={<button type="button">More</button>}>
          <MenuItem icon={null} onSelect={open}>
            Rename
          </MenuItem>
        </Menu>
      ) : (
        <button type="button" onClick={open}>
          Rename
        </button>
      )}
      <Dialog open={isOpen} onOpenChange={setOpen} title="Name">
        <input aria-label="New name" ref={(field) => field?.focus()} />
        <button
          type="button"
          onClick={() => {
            setOpen(false)
            screen.getByLabelText('Elsewhere').focus()
          }}
        >
          Go elsewhere
        </button>
      </Dialog>
    </TooltipProvider>
  )
}

const afterTimers = () => new Promise((done) => setTimeout(done, 0))

test('a dialog gives the focus back to the button that opened it', async () => {
  render(<Opened />)
  const button = screen.getByRole('button', { name: 'Rename' })
  button.focus()
  fireEvent.click(button)
  expect(document.activeElement).toBe(await screen.findByLabelText('New name'))
  fireEvent.keyDown(screen.getByLabelText('New name'), { key: 'Escape' })
  await waitFor(() => expect(document.activeElement).toBe(button))
})

test('a dialog that was opened from a menu gives the focus to the button of the menu', async () => {
  render(<Opened viaMenu />)
  const button = screen.getByRole('button', { name: 'More' })
  button.focus()
  fireEvent.keyDown(button, { key: 'Enter' })
  const item = await screen.findByRole('menuitem', { name: 'Rename' })
  item.focus()
  fireEvent.click(item)
  fireEvent.keyDown(await screen.findByLabelText('New name'), { key: 'Escape' })
  await waitFor(() => expect(document.activeElement).toBe(button))
})

test('what took the focus meanwhile keeps it', async () => {
  render(<Opened />)
  const button = screen.getByRole('button', { name: 'Rename' })
  button.focus()
  fireEvent.click(button)
  fireEvent.click(await screen.findByRole('button', { name: 'Go elsewhere' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  screen.getByLabelText('Elsewhere').focus()
  await afterTimers()
  expect(document.activeElement).toBe(screen.getByLabelText('Elsewhere'))
})
