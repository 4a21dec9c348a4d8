import { counted } from './count'

/** "24 hours", "72 hours", "30 days": as people say it. */
export function hoursWords(hours: number): string {
  return hours > 72 && hours % 24 === 0 ? counted(hours / 24, 'day') : counted(hours, 'hour')
}
