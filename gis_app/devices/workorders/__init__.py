"""Work that a camera needs: prune, turn, move, clean, repair; asked for, taken on, done."""
