/** The reason and the note, as they are typed. */
export interface Notes {
  reason: string
  note: string
}

export const EMPTY_NOTES: Notes = { reason: "", note: "" }

/** The notes as the routes take them, undefined where nothing was typed. */
export const givenNotes = ({ reason, note }: Notes): Partial<Notes> => ({
  reason: reason.trim() || undefined,
  note: note.trim() || undefined,
})
