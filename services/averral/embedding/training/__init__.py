"""The recipe of the bundled models. See `README.md` in the folder `model` for what came out of it.

All of it, from the list of data to weights, card and floors:

    python -m averral.embedding.training --sources DATA --eval EVAL --out OUT

Its steps, each a command of its own: `own`, `derived`, `forms` (data), `tokenizer`, `train` (needs torch; a GPU helps; run
once for each stage), `mean` (of the last stages), `pack`, `calibrate`, `pairs`.
"""
