import { CopyButton } from '@/components/ui/CopyButton.tsx'

/** The same at the command line: <CommandHint command="witan stake 100" />. */
export function CommandHint({
  command,
  label = 'At the command line',
}: {
  readonly command: string
  readonly label?: string
}) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-muted text-xs">
      <span>{label}:</span>
      <code className="break-all rounded bg-sunken px-1.5 py-0.5 font-mono text-ink">
        {command}
      </code>
      <CopyButton icon text={command} label={`Copy ${command}`} />
    </p>
  )
}
