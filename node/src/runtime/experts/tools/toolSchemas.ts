/** What an argument may refer to: a run of words copied from the request, or a typed value read by code. */
export type ArgumentKind = 'text' | 'date' | 'time' | 'duration' | 'number'

export type ToolArgument = {
  readonly name: string
  readonly kind: ArgumentKind
  readonly required: boolean
}

export type ToolSchema = { readonly name: string; readonly arguments: readonly ToolArgument[] }

const required = (name: string, kind: ArgumentKind): ToolArgument => ({
  name,
  kind,
  required: true,
})
const optional = (name: string, kind: ArgumentKind): ToolArgument => ({
  name,
  kind,
  required: false,
})

/**
 * The tools that the tools expert knows. Dates are `YYYY-MM-DD` (`MM-DD` without a year, or words such
 * as `tomorrow` and `next friday`, which the caller's clock resolves), times `HH:MM`, durations ISO 8601.
 */
export const TOOL_SCHEMAS: readonly ToolSchema[] = [
  {
    name: 'create_event',
    arguments: [
      required('title', 'text'),
      optional('date', 'date'),
      optional('time', 'time'),
      optional('duration', 'duration'),
      optional('with', 'text'),
      optional('place', 'text'),
    ],
  },
  { name: 'set_timer', arguments: [required('duration', 'duration'), optional('label', 'text')] },
  { name: 'set_alarm', arguments: [required('time', 'time'), optional('date', 'date')] },
  {
    name: 'set_reminder',
    arguments: [
      required('text', 'text'),
      optional('date', 'date'),
      optional('time', 'time'),
      optional('in', 'duration'),
    ],
  },
  { name: 'send_message', arguments: [required('to', 'text'), required('text', 'text')] },
  { name: 'make_call', arguments: [required('to', 'text')] },
  { name: 'get_weather', arguments: [optional('place', 'text'), optional('date', 'date')] },
  {
    name: 'convert_units',
    arguments: [required('value', 'number'), required('from', 'text'), required('to', 'text')],
  },
  { name: 'play_music', arguments: [required('title', 'text'), optional('artist', 'text')] },
  { name: 'add_to_list', arguments: [required('item', 'text'), optional('list', 'text')] },
]
