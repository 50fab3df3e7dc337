/** Why, as somebody types it. */
export interface Notes {
  reason: string
  note: string
}

export const EMPTY_NOTES: Notes = { reason: "", note: "" }

/** As the routes take them; undefined where nothing was typed. */
export const givenNotes = ({ reason, note }: Notes): Partial<Notes> => ({
  reason: reason.trim() || undefined,
  note: note.trim() || undefined,
})
