"""What a holder of cameras works on: the own cameras, their terms, what the city asks of them."""
