'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Dialog } from '@/components/ui/Dialog.tsx'
import { Field, Input } from '@/components/ui/Field.tsx'
import { findPlaces } from '@/lib/findPlaces.ts'

/** Ids, pages and errors, by keyboard: type, Enter takes the first. */
export function SearchDialog({
  open,
  onClose,
}: {
  readonly open: boolean
  readonly onClose: () => void
}) {
  const router = useRouter()
  const [text, setText] = useState('')
  const places = findPlaces(text)
  return (
    <Dialog title="Search" open={open} onClose={onClose}>
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const first = places[0]
            if (!first) return
            onClose()
            router.push(first.href)
          }}
        >
          <Field
            label="Job id, transaction hash, node number, page or error"
            hint={places.length === 0 ? 'Nothing has this name.' : 'Enter opens the first.'}
          >
            {(props) => (
              <Input
                {...props}
                type="search"
                autoComplete="off"
                spellCheck={false}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        </form>
        <ul className="-mx-2 mt-3">
          {places.map(({ href, title, about }) => (
            <li key={href}>
              <Link
                href={href}
                onClick={onClose}
                className="block rounded-md px-2 py-1.5 hover:bg-sunken"
              >
                <span className="block font-medium text-sm">{title}</span>
                <span className="block break-all text-muted text-xs">{about}</span>
              </Link>
            </li>
          ))}
        </ul>
      </search>
    </Dialog>
  )
}
