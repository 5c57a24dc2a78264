"""The recipe of the bundled models. See `README.md` in the folder `model` for what came out of it.

python -m averral.embedding.training.own       --data DATA               # project-written sentences
python -m averral.embedding.training.tokenizer --data DATA --out RUN
python -m averral.embedding.training.train     --data DATA --out RUN     # needs torch; a GPU helps
python -m averral.embedding.training.pack      --run RUN --out MODEL
python -m averral.embedding.training.pairs     --data DATA --pairs EVAL --out MODEL
"""
